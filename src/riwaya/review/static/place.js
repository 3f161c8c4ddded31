// A point picked on the map: by click or tap, or by arrow keys; the fields of the form hold it.
// The map is Mercator, true to scale along its middle, as riwaya.drawing.map draws it.
"use strict";
(() => {
  const box = document.getElementById("pick");
  const svg = box.querySelector("svg");
  const spot = svg.querySelector(".spot");
  const circle = spot.querySelector(".precision");
  const form = document.getElementById("placing");
  const { lat, lon, precision_km: km } = form.elements;
  const middle = { lat: Number(box.dataset.lat), lon: Number(box.dataset.lon) };
  const [width, height, degrees] = ["width", "height", "degrees"].map((name) => Number(box.dataset[name]));
  const RADIANS = Math.PI / 180;
  const KM_A_DEGREE = 111;
  const STEP = 6;
  const unit = (height / degrees) * Math.cos(middle.lat * RADIANS);
  const north = (at) => Math.asinh(Math.tan(at * RADIANS)) / RADIANS;
  const place = (point) => ({
    x: width / 2 + (point.lon - middle.lon) * unit,
    y: height / 2 - (north(point.lat) - north(middle.lat)) * unit,
  });
  const point = ({ x, y }) => ({
    lon: middle.lon + (x - width / 2) / unit,
    lat: Math.atan(Math.sinh((north(middle.lat) - (y - height / 2) / unit) * RADIANS)) / RADIANS,
  });
  const number = (field) => {
    const western = field.value.trim().replace(/[\u0660-\u0669]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[\u066b,]/, ".");
    return western ? Number(western) : NaN;
  };

  const show = () => {
    const at = { lat: number(lat), lon: number(lon) };
    if (!Number.isFinite(at.lat) || !Number.isFinite(at.lon)) return;
    delete box.dataset.unset;
    const { x, y } = place(at);
    spot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    if (number(km) > 0) circle.setAttribute("r", Math.max(5, (number(km) / KM_A_DEGREE) * (height / degrees)).toFixed(1));
    for (const link of ["closer", "wider"].map((id) => document.getElementById(id))) {
      const address = new URL(link.href);
      for (const name of ["lat", "lon", "precision_km", "place", "place_ar", "country", "gazetteer_id"]) {
        address.searchParams.set(name, form.elements[name].value);
      }
      link.href = address.href;
    }
  };
  // A point that is set by hand is no longer the one that the gazetteer gives.
  const byHand = () => { form.elements.gazetteer_id.value = ""; };
  const set = (xy) => {
    const inside = { x: Math.max(0, Math.min(width, xy.x)), y: Math.max(0, Math.min(height, xy.y)) };
    const at = point(inside);
    lat.value = at.lat.toFixed(5);
    lon.value = at.lon.toFixed(5);
    byHand();
    show();
    document.getElementById("told").textContent = `${lat.value}, ${lon.value}`;
  };

  svg.addEventListener("click", (event) => {
    set(new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()));
  });
  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  box.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const by = event.shiftKey ? STEP * 8 : STEP;
    const here = Number.isFinite(number(lat)) ? place({ lat: number(lat), lon: number(lon) }) : { x: width / 2, y: height / 2 };
    set({ x: here.x + way[0] * by, y: here.y + way[1] * by });
  });
  for (const field of [lat, lon]) field.addEventListener("input", byHand);
  for (const field of form.querySelectorAll("input")) field.addEventListener("input", show);
  box.tabIndex = 0;
  box.setAttribute("role", "application");
  box.setAttribute("aria-describedby", "how");
  document.getElementById("how").hidden = false;
  show();
})();
