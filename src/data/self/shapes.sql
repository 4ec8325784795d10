-- The shapes of the layers, measured by geodesics and united by GEOS.
--
-- run/self_shapes.c makes the tables drawn_parks, drawn_register, drawn_idle (n, area_m2, limit_m2,
-- rings, valid), drawn_row (each row of the register, what it should measure and its limit) and
-- drawn_union (of a park: union, sum and limit of its rows).

-- group: shapes: valid
-- needs: register_layer parks_layer
SELECT p.park AS place, 'boundary' AS figure, CASE WHEN d.valid = 1 THEN 'valid' ELSE 'not valid' END AS seen,
  'valid' AS computed, 0.0 AS lim
FROM parks_layer p JOIN drawn_parks d ON d.n = p.n
UNION ALL
SELECT ifnull(r.park, 'outside every park'), r.parcel_id, CASE WHEN d.valid = 1 THEN 'valid' ELSE 'not valid' END, 'valid', 0.0
FROM register_layer r JOIN drawn_register d ON d.n = r.n

-- group: shapes: areas of parks by geodesics
-- needs: parks_layer
SELECT p.park AS place, 'area_ha' AS figure, p.area_ha AS seen, d.area_m2 / 1e4 AS computed,
  (d.limit_m2 + 0.5001e-4) / 1e4 AS lim
FROM parks_layer p JOIN drawn_parks d ON d.n = p.n

-- A lost shape has no area; a row of which nothing counts has no shape.
-- group: shapes: areas of the register by geodesics
-- needs: register_layer
SELECT ifnull(park, 'outside every park') AS place,
  parcel_id || CASE WHEN park IS NULL THEN ' area outside' ELSE ' inside_m2' END AS figure, due_m2 AS seen,
  CASE WHEN rings > 0 THEN drawn_m2 WHEN due_m2 <= limit_m2 THEN due_m2 END AS computed, limit_m2 AS lim
FROM drawn_row

-- group: shapes: union of the rows of a park against their sum
-- needs: register_layer parks_layer
-- when: overlaps = 'once'
SELECT p.park AS place, 'sum of inside_m2' AS figure, u.sum_m2 AS seen, u.union_m2 + u.shared_m2 AS computed,
  u.limit_m2 AS lim
FROM parks_layer p JOIN drawn_union u ON u.n = p.n WHERE u.union_m2 IS NOT NULL

-- group: shapes: union of the rows of a park against their sum less the overlaps
-- needs: register_layer parks_layer account
-- when: overlaps = 'keep'
-- open: CASE WHEN basis = 'recorded' THEN 'the account of recorded areas has no overlaps' END
SELECT p.park AS place, 'sum of inside_m2 less overlap' AS figure, u.sum_m2 - ifnull(t.ha, 0) * 1e4 AS seen,
  u.union_m2 + u.shared_m2 AS computed, u.limit_m2 + ifnull(t.n, 0) * 0.5001e-4 AS lim
FROM parks_layer p JOIN drawn_union u ON u.n = p.n LEFT JOIN twice t ON t.park = p.park WHERE u.union_m2 IS NOT NULL

-- In a park that is covered whole, rows may stand out: the comparison after this limits them.
-- group: shapes: union of the rows of a park against the park less unsurveyed land
-- needs: register_layer parks_layer
-- when: basis = 'measured'
SELECT place, 'area_ha less unsurveyed_ha, in m2' AS figure, t AS seen,
  CASE WHEN free = 0 AND c > t THEN t ELSE c END AS computed, lim
FROM (SELECT p.park AS place, p.unsurveyed_ha AS free, (p.area_ha - p.unsurveyed_ha) * 1e4 AS t,
        u.union_m2 + u.shared_m2 AS c, u.limit_m2 + 1.01e-4 AS lim
      FROM parks_layer p JOIN drawn_union u ON u.n = p.n WHERE u.union_m2 IS NOT NULL)

-- group: shapes: land of the rows beyond the boundary of their park
-- needs: register_layer parks_layer
SELECT p.park AS place, 'm2 beyond the boundary' AS figure, 0.0 AS seen, u.beyond_m2 AS computed,
  u.limit_m2 + d.limit_m2 + u.sliver_m2 AS lim
FROM parks_layer p JOIN drawn_union u ON u.n = p.n JOIN drawn_parks d ON d.n = p.n WHERE u.beyond_m2 IS NOT NULL

-- group: shapes: idle against the register
-- needs: idle_layer register_layer
SELECT i.park_code AS place, i.parcel_id || ' drawn area' AS figure, d.area_m2 AS seen, r.drawn_m2 AS computed, 1e-6 AS lim
FROM idle_layer i JOIN drawn_idle d ON d.n = i.n
  LEFT JOIN (SELECT park_code, parcel_id, count(*) AS n, min(drawn_m2) AS drawn_m2 FROM drawn_row
    WHERE park IS NOT NULL GROUP BY park_code, parcel_id) r ON r.park_code = i.park_code AND r.parcel_id = i.parcel_id
WHERE ifnull(r.n, 1) = 1
