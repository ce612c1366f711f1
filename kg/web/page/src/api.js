// Questions to the REST API; what goes wrong comes back as the server's own words.

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

function query(parameters) {
  const told = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") told.append(name, one);
    }
  }
  const words = told.toString();
  return words ? `?${words}` : "";
}

async function read(answer) {
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  let detail = `the server answered with ${answer.status}`;
  try {
    detail = (await answer.json()).detail;
  } catch {
    // an answer that is no problem document has nothing more to tell
  }
  throw new Problem(answer.status, detail);
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "the server cannot be reached; is kg web still running?");
  }
}

export async function ask(path, parameters, signal) {
  return read(await reach(`/api/${path}${query(parameters)}`, { signal }));
}

export async function page(path, parameters, signal) {
  const answer = await reach(`/api/${path}${query(parameters)}`, { signal });
  const rows = await read(answer);
  return { rows, total: Number(answer.headers.get("X-Total-Count") ?? rows.length) };
}

export async function send(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return read(await reach(`/api/${path}`, { method: "POST", headers, body: JSON.stringify(body ?? {}), signal }));
}

const kept = new Map();
// What does not change while the page is open is asked for once.
export function once(path) {
  if (!kept.has(path)) {
    kept.set(path, ask(path).catch((error) => {
      kept.delete(path);
      throw error;
    }));
  }
  return kept.get(path);
}

export function forget() {
  kept.clear();
}
