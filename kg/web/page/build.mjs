// Builds the page: one script, one style sheet, the map's geometry, the shell.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { world } from "./world.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const target = here("../assets");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await build({
  absWorkingDir: here("."),
  entryPoints: { page: "src/main.js" },
  outdir: target,
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  target: "es2021",
  legalComments: "none",
  chunkNames: "[name]-[hash]",
});
await build({
  absWorkingDir: here("."),
  entryPoints: { style: "src/style.css" },
  outdir: target,
  bundle: true,
  minify: true,
  target: "es2021",
});
const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
writeFileSync(`${target}/world.json`, JSON.stringify(world(atlas)));
cpSync(here("src/icon.svg"), `${target}/icon.svg`);
cpSync(here("src/index.html"), `${target}/index.html`);
