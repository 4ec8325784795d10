/*
 * Makes the drawing of each figure.map pan and zoom, and tells about the parcel that is clicked.
 * The drawing itself is moved into the map, so that nothing is there twice; on paper the style
 * sheet shows it whole again.
 */
(function () {
    "use strict";
    if (typeof L === "undefined" || !L.svgOverlay) return;

    var DEEPEST = 5; // zoom levels below the whole drawing
    var SMALLEST = 11; // pixels of a name
    var shown = [];

    function word(figure, name) {
        return figure.getAttribute("data-" + name) || "";
    }

    // What stands in the element's <title>, line by line, and the way to its row of the ledger.
    function tell(figure, parcel) {
        var box = document.createElement("div");
        var title = parcel.querySelector("title");
        (title ? title.textContent : "").split("\n").forEach(function (line, i) {
            var part = document.createElement(i === 0 ? "strong" : "div");
            part.textContent = line;
            box.appendChild(part);
        });
        var id = "parcel-" + parcel.getAttribute("data-row");
        if (document.getElementById(id)) {
            var link = document.createElement("a");
            link.href = "#" + id;
            link.textContent = word(figure, "go");
            box.appendChild(link);
        }
        return box;
    }

    function doMeet(a, b) {
        return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    }

    function placeOf(element) {
        return element.getBoundingClientRect();
    }

    // On a narrow screen names are as large as can be read; what then meets another one, a button
    // or the edge waits until somebody comes nearer.
    function keepReadable(one) {
        var units = one.drawing.viewBox.baseVal.width / one.frame.clientWidth;
        var buttons = one.frame.querySelectorAll(".leaflet-control");
        var edge = placeOf(one.frame);
        var places = Array.prototype.map.call(buttons, placeOf);
        if (one.names.length === 0) return;
        var grown = SMALLEST * units / Number(one.names[0].getAttribute("font-size"));
        one.drawing.style.setProperty("--map-text", String(Math.max(1, grown)));
        one.names.forEach(function (name) {
            var place = placeOf(name);
            var isCut = place.left < edge.left || place.right > edge.right;
            var isHidden = grown > 1 && places.some(doMeet.bind(null, place));
            if (grown > 1 && one.map.getZoom() <= one.whole) isHidden = isHidden || isCut;
            name.classList.toggle("map-name-hidden", isHidden);
            if (!isHidden) places.push(place);
        });
    }

    // Names keep their size while the land grows, and hatches theirs on any screen.
    function keepSizes(one) {
        var zoom = Math.pow(2, Math.max(0, one.map.getZoom() - one.whole));
        var hatch = 0.8 * one.drawing.viewBox.baseVal.width / (one.frame.clientWidth * zoom);
        one.drawing.style.setProperty("--map-zoom", String(zoom));
        keepReadable(one);
        one.patterns.forEach(function (pattern) {
            pattern.node.setAttribute("patternTransform", "scale(" + hatch + ")");
        });
    }

    // Not those of the legend, which take all but their size from these.
    function patternsOf(drawing) {
        return Array.prototype.map.call(drawing.querySelectorAll("pattern[width]"), function (node) {
            return { node: node, text: node.getAttribute("patternTransform") };
        });
    }

    // A name shrinks towards what it names.
    function tieNames(drawing) {
        Array.prototype.forEach.call(drawing.querySelectorAll("[data-at]"), function (name) {
            name.style.transformOrigin = name.getAttribute("data-at").replace(/(\d+)/g, "$1px");
        });
    }

    // As long as all is seen, a finger or a wheel moves the page and not the map.
    function allowMoves(one) {
        var isClose = one.map.getZoom() > one.whole + 0.01;
        one.map.dragging[isClose ? "enable" : "disable"]();
    }

    function fit(one) {
        one.map.setMinZoom(-30);
        one.map.setMaxBounds(null);
        one.map.invalidateSize({ pan: false });
        one.map.fitBounds(one.bounds, { animate: false });
        one.whole = one.map.getZoom();
        one.map.setMinZoom(one.whole);
        one.map.setMaxZoom(one.whole + DEEPEST);
        one.map.setMaxBounds(one.bounds);
        allowMoves(one);
        keepSizes(one);
    }

    function addControls(one) {
        L.control
            .zoom({ position: "bottomleft", zoomInTitle: word(one.figure, "in"), zoomOutTitle: word(one.figure, "out") })
            .addTo(one.map);
        L.control.scale({ imperial: false, position: "bottomright" }).addTo(one.map);
        var All = L.Control.extend({
            options: { position: "bottomleft" },
            onAdd: function () {
                var bar = L.DomUtil.create("div", "leaflet-bar");
                var button = L.DomUtil.create("a", "map-all", bar);
                button.href = "#";
                button.title = word(one.figure, "all");
                button.setAttribute("role", "button");
                button.setAttribute("aria-label", button.title);
                button.textContent = "\u25a1";
                L.DomEvent.disableClickPropagation(bar);
                L.DomEvent.on(button, "click", function (event) {
                    L.DomEvent.preventDefault(event);
                    one.map.closePopup();
                    fit(one);
                });
                return bar;
            },
        });
        new All().addTo(one.map);
    }

    function listen(one) {
        var map = one.map;
        map.on("zoomend", function () {
            allowMoves(one);
            keepSizes(one);
        });
        map.on("resize", function () {
            fit(one);
        });
        map.on("click", function () {
            map.scrollWheelZoom.enable();
        });
        map.on("mouseout", function () {
            map.scrollWheelZoom.disable();
        });
        one.drawing.addEventListener("click", function (event) {
            var parcel = event.target.closest("[data-row]");
            if (!parcel) return;
            // The map would take the click for one beside the popup, and close it.
            L.DomEvent.stopPropagation(event);
            map.scrollWheelZoom.enable();
            L.popup({ maxWidth: 260 })
                .setLatLng(map.mouseEventToLatLng(event))
                .setContent(tell(one.figure, parcel))
                .openOn(map);
        });
    }

    function show(figure) {
        var drawing = figure.querySelector("svg.map-drawing");
        var size = figure.getAttribute("data-bounds").split(" ").map(Number);
        if (!drawing || !(size[0] > 0) || !(size[1] > 0) || !drawing.clientWidth) return;
        if (shown.some(function (one) { return one.figure === figure; })) return;

        var frame = document.createElement("div");
        frame.className = "map-frame";
        frame.style.height = drawing.clientWidth * size[0] / size[1] + "px";
        frame.style.aspectRatio = size[1] + " / " + size[0];
        if (frame.style.aspectRatio) frame.style.height = "auto";
        drawing.parentNode.insertBefore(frame, drawing);
        var one = {
            figure: figure,
            drawing: drawing,
            frame: frame,
            bounds: L.latLngBounds([0, 0], size),
            patterns: patternsOf(drawing),
            names: Array.prototype.slice.call(drawing.querySelectorAll(".map-name")),
            map: L.map(frame, {
                crs: L.CRS.Simple,
                attributionControl: false,
                zoomControl: false,
                scrollWheelZoom: false,
                zoomSnap: 0,
                maxBoundsViscosity: 1,
            }),
        };
        tieNames(drawing);
        one.map.fitBounds(one.bounds, { animate: false });
        L.svgOverlay(drawing, one.bounds, { interactive: true }).addTo(one.map);
        fit(one);
        addControls(one);
        keepSizes(one);
        listen(one);
        shown.push(one);
    }

    function start() {
        var figures = document.querySelectorAll("figure.map[data-bounds]");
        var watch = null;
        // A page may have hundreds of maps: each is made when it is about to be seen.
        if (typeof IntersectionObserver !== "undefined") {
            watch = new IntersectionObserver(function (entries) {
                entries.forEach(function (entry) {
                    if (entry.isIntersecting) show(entry.target);
                });
            }, { rootMargin: "200px" });
        }
        Array.prototype.forEach.call(figures, function (figure) {
            if (watch) {
                watch.observe(figure);
            } else {
                show(figure);
            }
        });
    }

    window.addEventListener("beforeprint", function () {
        shown.forEach(function (one) {
            one.map.closePopup();
            one.patterns.forEach(function (pattern) {
                pattern.node.setAttribute("patternTransform", pattern.text);
            });
        });
    });
    window.addEventListener("afterprint", function () {
        shown.forEach(keepSizes);
    });
    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", start);
    } else {
        start();
    }
})();
