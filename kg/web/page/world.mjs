// The map's geometry: the shapes of world-atlas under the codes that the graph uses.
//
// Some territories are cut out of the country that the file draws them with, by where their
// polygons lie; those that the file lacks, or that are too small to hit, get a point.
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";

const NUMERIC = JSON.parse(readFileSync(new URL("numeric.json", import.meta.url)));

const CUT = [
  // code, the country whose polygons are looked at, and the box in which they must lie
  ["UA-43", "Russia", [32, 44, 37, 46.5]],
  ["GP", "France", [-62, 15.8, -61, 16.6]],
  ["MQ", "France", [-61.3, 14.3, -60.7, 15]],
  ["GF", "France", [-55, 2, -51, 6]],
  ["RE", "France", [55, -21.5, 56, -20.8]],
  ["YT", "France", [44.9, -13.1, 45.4, -12.6]],
  ["SJ", "Norway", [-10, 70.5, 35, 81]],
  ["BQ", "Netherlands", [-69, 11.9, -62.8, 17.8]],
  ["TK", "New Zealand", [-173, -10, -171, -8]],
];
const SVALBARD = (box) => box[1] > 74 || box[2] < -7;

const POINTS = {
  // longitude and latitude of what has no shape in the file, or one that is too small to hit
  BV: [3.4, -54.4], CC: [96.8, -12.2], CX: [105.6, -10.5], GI: [-5.35, 36.14], TV: [179.2, -8.5],
  UM: [166.6, 19.3], AD: [1.6, 42.5], AG: [-61.8, 17.1], AI: [-63.1, 18.2], AS: [-170.7, -14.3],
  AW: [-70, 12.5], AX: [20, 60.2], BB: [-59.5, 13.2], BH: [50.5, 26], BL: [-62.8, 17.9],
  BM: [-64.8, 32.3], BQ: [-68.3, 12.2], CK: [-159.8, -21.2], CV: [-23.6, 15.1], CW: [-69, 12.2],
  DM: [-61.4, 15.4], FM: [158.2, 6.9], FO: [-6.9, 62], GD: [-61.7, 12.1], GG: [-2.6, 49.5],
  GP: [-61.5, 16.2], GU: [144.8, 13.4], HK: [114.17, 22.32], HM: [73.5, -53.1], IM: [-4.5, 54.2],
  IO: [72.4, -7.3], JE: [-2.1, 49.2], KI: [173, 1.4], KM: [43.3, -11.7], KN: [-62.7, 17.3],
  KY: [-81.2, 19.3], LC: [-61, 13.9], LI: [9.55, 47.16], MC: [7.42, 43.74], MF: [-63.1, 18.1],
  MH: [171.2, 7.1], MO: [113.55, 22.16], MP: [145.7, 15.2], MQ: [-61, 14.7], MS: [-62.2, 16.7],
  MT: [14.4, 35.9], MU: [57.6, -20.3], MV: [73.5, 4.2], NF: [167.9, -29], NR: [166.9, -0.5],
  NU: [-169.9, -19.1], PF: [-149.4, -17.7], PM: [-56.3, 46.9], PN: [-128.3, -24.4],
  PS: [35.2, 31.9], PW: [134.6, 7.5], RE: [55.5, -21.1], SC: [55.5, -4.7], SG: [103.8, 1.35],
  SH: [-5.7, -15.9], SM: [12.46, 43.94], ST: [6.6, 0.2], SX: [-63.05, 18.04], TC: [-71.8, 21.8],
  TK: [-171.8, -9.2], TO: [-175.2, -21.2], VA: [12.45, 41.9], VC: [-61.2, 13.2],
  VG: [-64.6, 18.4], VI: [-64.8, 17.7], WF: [-176.2, -13.3], WS: [-172.1, -13.8],
  YT: [45.15, -12.8],
};

const OWN = { Kosovo: "XK" };
const JOINED = { Somaliland: "SO", "N. Cyprus": "CY", "Indian Ocean Ter.": "AU", "Ashmore and Cartier Is.": "AU" };

function boxOf(polygon) {
  const xs = polygon[0].map((at) => at[0]);
  const ys = polygon[0].map((at) => at[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function lies(box, inside) {
  return box[0] >= inside[0] && box[1] >= inside[1] && box[2] <= inside[2] && box[3] <= inside[3];
}

function parts(geometry) {
  return geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
}

function codeOf(topology, geometry, arcs, number) {
  const name = geometry.properties.name;
  const own = OWN[name] ?? JOINED[name] ?? NUMERIC[geometry.id];
  const cuts = CUT.filter((cut) => cut[1] === name);
  if (!cuts.length) return own;
  const drawn = feature(topology, geometry).geometry;
  const polygon = drawn.type === "Polygon" ? drawn.coordinates : drawn.coordinates[number];
  const box = boxOf(polygon);
  const found = cuts.find(
    (cut) => lies(box, cut[2]) && (cut[0] !== "SJ" || SVALBARD(box)),
  );
  return found ? found[0] : own;
}

// Gives a topology whose geometries carry codes as ids, and the points beside it.
export function world(path) {
  const topology = JSON.parse(readFileSync(path));
  const shapes = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    parts(geometry).forEach((arcs, number) => {
      const code = codeOf(topology, geometry, arcs, number);
      if (!code) return;
      shapes.set(code, [...(shapes.get(code) ?? []), arcs]);
    });
  }
  for (const [code] of CUT) {
    if (!shapes.has(code)) throw new Error(`no polygon for ${code}: has world-atlas changed?`);
  }
  const geometries = [...shapes].map(([id, arcs]) => ({ type: "MultiPolygon", id, arcs }));
  topology.objects = { places: { type: "GeometryCollection", geometries } };
  const codes = new Set([...Object.values(NUMERIC), ...shapes.keys(), ...Object.keys(POINTS)]);
  const without = [...codes].filter((code) => !shapes.has(code) && !POINTS[code]);
  if (without.length) throw new Error(`nowhere on the map: ${without}`);
  return { topology, points: POINTS };
}
