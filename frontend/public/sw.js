/** Opens the page without the network: the built files and the page itself, kept as last seen. */
const KEPT = "intercut-page-1";
const APART = ["/api/", "/enter", "/join", "/certificate", "/sw.js"];

async function keepPage(response) {
  const kept = await caches.open(KEPT);
  const html = await response.clone().text();
  const wanted = new Set([...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((m) => m[1]));
  for (const name of wanted) if (!(await kept.match(name))) await kept.add(name);
  await kept.put("/", response);
  for (const old of await kept.keys()) {
    const path = new URL(old.url).pathname;
    if (path.startsWith("/static/assets/") && !wanted.has(path)) await kept.delete(old);
  }
}

async function page(request) {
  const waited = new Promise((_, no) => setTimeout(() => no(new Error("too slow")), 6000));
  try {
    const found = await Promise.race([fetch(request), waited]);
    if (found.ok && !found.redirected) void keepPage(found.clone()).catch(() => undefined);
    return found;
  } catch (problem) {
    const kept = await (await caches.open(KEPT)).match("/");
    if (kept) return kept;
    throw problem;
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    fetch("/", { cache: "no-store" }).then((found) => (found.ok && !found.redirected ? keepPage(found) : undefined)).then(() => self.skipWaiting()),
  );
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const at = new URL(event.request.url);
  if (event.request.method !== "GET" || at.origin !== self.location.origin) return;
  if (APART.some((path) => at.pathname.startsWith(path))) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (at.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});
