// The state of a view is its address: what is shown can be sent to somebody as a link.

export function params() {
  return new URLSearchParams(location.search);
}

export function many(name) {
  return params().getAll(name).filter(Boolean);
}

// Write an address with these parameters; empty ones are left out.
export function address(path, told) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(told ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(name, one);
    }
  }
  const words = query.toString();
  return path + (words ? `?${words}` : "");
}

// Change some parameters of the present address without going anywhere.
export function keep(changes) {
  const query = params();
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(name, one);
    }
  }
  const words = query.toString();
  history.replaceState(null, "", location.pathname + (words ? `?${words}` : ""));
  window.dispatchEvent(new CustomEvent("kg:keep"));
}

export function go(target) {
  history.pushState(null, "", target);
  window.dispatchEvent(new CustomEvent("kg:go"));
}

export const entity = (id) => `/entity/${encodeURIComponent(id)}`;
export const place = (doc, start, end) =>
  address(`/document/${doc.split("/").map(encodeURIComponent).join("/")}`, start === undefined ? {} : { at: `${start}-${end}` });
