"""Builds the page of `kg web` for the package, and puts the examples into the wheel.

Where npm's registry cannot be reached the package is made without the page, and `kg web` says
how to build it.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EXAMPLES = {"examples": "kg/web/examples"}


class PageHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is private
    """Runs `kg/web/build.py` before files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Build the page; a wheel that is no editable one carries the examples, too."""
        try:
            build(Path(self.root))
        except (OSError, RuntimeError) as error:
            self.app.display_warning(f"the page of kg web is not built: {error}")
        if version != "editable" and self.target_name == "wheel":
            build_data["force_include"] = EXAMPLES


def build(root: Path) -> None:
    """Load the module that builds the page by its path: the package is not there yet."""
    path = root / "kg" / "web" / "build.py"
    spec = spec_from_file_location("build_page", path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} cannot be loaded")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(path.parent)
