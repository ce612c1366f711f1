"""Runs the application until somebody ends it."""

import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn
from fastapi import FastAPI

from kg.errors import InputError
from kg.web.pages import HOW, built
from kg.web.settings import Settings


def serve(app: FastAPI, settings: Settings, say: Callable[[str], None]) -> None:
    """Listen, say where, and answer until a signal ends it."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=64_000,
    )
    with closing(listening(settings)) as door:
        host, port = door.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        if not built():
            say(f"kg: {HOW}")
        say(f"kg: http://{shown}:{port}/ (Ctrl+C ends it)")
        uvicorn.Server(config).run(sockets=[door])


def listening(settings: Settings) -> socket.socket:
    """Open the port, or say who may have it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named: without it no connection gets TCP_NODELAY, and answers wait 40 ms.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
        door.listen(128)
    except OSError as error:
        door.close()
        raise InputError(
            f"cannot listen on {settings.host}, port {settings.port}: {error.strerror}; "
            "choose another with --port"
        ) from error
    return door
