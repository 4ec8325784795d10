-- Enclaves, the totals of the region, and where parks lie, by method.md 2 and 10.

-- A park lies in the one that its parent names, if that is a park of the run, no candidate, and does
-- not by the given parents lie in the park itself.
-- needs: parks
CREATE TABLE given_parent AS
SELECT DISTINCT p.park_code AS code, p.parent FROM parks p
WHERE ifnull(p.candidate, 'no') <> 'yes' AND p.parent <> p.park_code
  AND EXISTS (SELECT 1 FROM parks o WHERE o.park_code = p.parent AND ifnull(o.candidate, 'no') <> 'yes')

-- needs: parks
CREATE TABLE within AS
WITH RECURSIVE up (code, above) AS (SELECT code, parent FROM given_parent
  UNION SELECT u.code, g.parent FROM up u JOIN given_parent g ON g.code = u.above)
SELECT code, above FROM up

-- needs: parks
CREATE TABLE located AS
SELECT p.*, a.total_ha, CASE WHEN g.code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM within w WHERE w.code = p.park_code AND w.above = p.park_code)
  THEN p.parent END AS lies_in
FROM parks p JOIN park_area a ON a.park_row = p.n LEFT JOIN given_parent g ON g.code = p.park_code AND g.parent = p.parent
WHERE ifnull(p.candidate, 'no') <> 'yes'

-- ---- money ----

-- needs: indicators parks
CREATE TABLE money AS
SELECT l.n, l.park, l.park_code, l.scope, l.lies_in,
  max(CASE WHEN i.code = 'B11' THEN i.numerator END) AS fixed_investment, max(CASE WHEN i.code = 'B12''' THEN i.numerator END) AS industrial_revenue,
  max(CASE WHEN i.code = 'B12' THEN i.numerator END) AS industrial_tax, max(CASE WHEN i.code = 'B21' THEN i.numerator END) AS total_tax
FROM located l LEFT JOIN indicators i ON i.park = l.park GROUP BY l.n

-- Figures of the wide rows one by one.
-- needs: enclaves
CREATE VIEW enclave_money AS
SELECT n, park, share, 'fixed_investment' AS key, fixed_investment_wan AS whole, home_fixed_investment_wan AS home, host_fixed_investment_wan AS host FROM enclaves
UNION ALL SELECT n, park, share, 'industrial_revenue', industrial_revenue_wan, home_industrial_revenue_wan, host_industrial_revenue_wan FROM enclaves
UNION ALL SELECT n, park, share, 'industrial_tax', industrial_tax_wan, home_industrial_tax_wan, host_industrial_tax_wan FROM enclaves
UNION ALL SELECT n, park, share, 'total_tax', total_tax_wan, home_total_tax_wan, host_total_tax_wan FROM enclaves

-- needs: indicators parks
CREATE TABLE park_money AS
SELECT n, park, park_code, scope, lies_in, 'fixed_investment' AS key, fixed_investment AS wan FROM money
UNION ALL SELECT n, park, park_code, scope, lies_in, 'industrial_revenue', industrial_revenue FROM money
UNION ALL SELECT n, park, park_code, scope, lies_in, 'industrial_tax', industrial_tax FROM money
UNION ALL SELECT n, park, park_code, scope, lies_in, 'total_tax', total_tax FROM money

-- What the parks right in a park have, in the scope of the same name or else in the first.
-- needs: indicators parks
CREATE TABLE inner_money AS
SELECT o.n, c.key, count(*) AS parks, count(c.wan) AS known, total(c.wan) AS wan
FROM park_money c JOIN money o ON o.n = ifnull((SELECT min(q.n) FROM money q WHERE q.park_code = c.lies_in AND q.scope = c.scope),
  (SELECT min(q.n) FROM money q WHERE q.park_code = c.lies_in))
WHERE c.lies_in IS NOT NULL GROUP BY o.n, c.key

-- group: enclaves: land and money against parks and indicators
-- needs: enclaves parks indicators
SELECT e.park AS place, k.figure AS figure, CASE k.figure WHEN 'area_ha' THEN e.area_ha WHEN 'built_ha' THEN e.built_ha
    WHEN 'supplied_ha' THEN e.supplied_ha ELSE e.idle_ha END AS seen,
  CASE k.figure WHEN 'area_ha' THEN ifnull(a.total_ha, e.area_ha) WHEN 'built_ha' THEN p.a_ha WHEN 'supplied_ha' THEN p.d_ha ELSE p.idle_ha END AS computed,
  1e-9 AS lim
FROM enclaves e LEFT JOIN parks p ON p.park = e.park LEFT JOIN park_area a ON a.park_row = p.n
  JOIN (SELECT 'area_ha' AS figure UNION SELECT 'built_ha' UNION SELECT 'supplied_ha' UNION SELECT 'idle_ha') k
UNION ALL
SELECT e.park, e.key || '_wan', e.whole, m.wan, 0.51e-6
FROM enclave_money e JOIN park_money m ON m.park = e.park AND m.key = e.key

-- What is the park's own goes to home and host.
-- group: enclaves: home and host have what the parks within have not
-- needs: enclaves parks indicators
SELECT e.park AS place, 'home + host ' || e.key || '_wan' AS figure, e.home + e.host AS seen, e.whole - ifnull(i.wan, 0) AS computed,
  (3 + ifnull(i.parks, 0)) * 0.51e-6 AS lim
FROM enclave_money e LEFT JOIN located l ON l.park = e.park LEFT JOIN inner_money i ON i.n = l.n AND i.key = e.key
WHERE e.home IS NOT NULL OR e.host IS NOT NULL
UNION ALL
SELECT e.park, 'home_' || e.key || '_wan', e.home, e.share * (e.whole - ifnull(i.wan, 0)),
  (2 + ifnull(i.parks, 0)) * 0.51e-6 + 0.51e-6 * abs(e.whole)
FROM enclave_money e LEFT JOIN located l ON l.park = e.park LEFT JOIN inner_money i ON i.n = l.n AND i.key = e.key
WHERE e.home IS NOT NULL OR e.host IS NOT NULL

-- ---- totals ----

CREATE TABLE total_figure (n INTEGER, part TEXT, place TEXT, outside TEXT, key TEXT, seen REAL, half REAL)

-- needs: regional_totals
INSERT INTO total_figure
SELECT n, part, place, outside, 'area_ha', area_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'a_ha', a_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'b_ha', b_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'c_ha', c_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'd_ha', d_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'e_ha', e_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'f_ha', f_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'a2_ha', a2_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'idle_ha', idle_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'unsurveyed_ha', unsurveyed_ha, 0.5001e-8 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'fixed_investment_wan', fixed_investment_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'industrial_revenue_wan', industrial_revenue_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'industrial_tax_wan', industrial_tax_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'total_tax_wan', total_tax_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'shared_fixed_investment_wan', shared_fixed_investment_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'shared_industrial_revenue_wan', shared_industrial_revenue_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'shared_industrial_tax_wan', shared_industrial_tax_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'shared_total_tax_wan', shared_total_tax_wan, 0.51e-6 FROM regional_totals UNION ALL
SELECT n, part, place, outside, 'twice', twice_ha, 0.5001e-8 FROM regional_totals

-- needs: parks
CREATE VIEW located_land AS
SELECT lies_in, 'area_ha' AS key, total_ha AS figure FROM located
UNION ALL SELECT lies_in, 'a_ha', a_ha FROM located
UNION ALL SELECT lies_in, 'b_ha', b_ha FROM located
UNION ALL SELECT lies_in, 'c_ha', c_ha FROM located
UNION ALL SELECT lies_in, 'd_ha', d_ha FROM located
UNION ALL SELECT lies_in, 'e_ha', e_ha FROM located
UNION ALL SELECT lies_in, 'f_ha', f_ha FROM located
UNION ALL SELECT lies_in, 'a2_ha', a2_ha FROM located
UNION ALL SELECT lies_in, 'idle_ha', idle_ha FROM located
UNION ALL SELECT lies_in, 'unsurveyed_ha', unsurveyed_ha FROM located

-- A figure that one park lacks has no total. With recorded areas a park without one has what its
-- parcels add up to, so that the area is left out.
-- group: regional_totals: the whole region against parks
-- needs: regional_totals parks
SELECT 'ALL' AS place, t.key AS figure, t.seen AS seen, (SELECT CASE WHEN count(l.figure) = count(*) THEN total(l.figure) END
  FROM located_land l WHERE l.key = t.key AND l.lies_in IS NULL) AS computed,
  ((SELECT count(*) FROM located) + 1) * t.half AS lim
FROM total_figure t JOIN run WHERE t.part = 'ALL' AND t.key LIKE '%\_ha' ESCAPE '\' AND (t.key <> 'area_ha' OR basis = 'measured')
UNION ALL
SELECT 'ALL', 'parks', parks, (SELECT count(DISTINCT park_code) FROM located WHERE lies_in IS NULL), 0.0 FROM regional_totals WHERE part = 'ALL'
UNION ALL
SELECT 'ALL', 'nested_parks', nested_parks, (SELECT count(DISTINCT park_code) FROM located WHERE lies_in IS NOT NULL), 0.0
FROM regional_totals WHERE part = 'ALL'

-- group: regional_totals: money of the whole region against indicators
-- needs: regional_totals parks indicators
SELECT 'ALL' AS place, t.key AS figure, t.seen AS seen, (SELECT CASE WHEN count(m.wan) = count(*) THEN total(m.wan) END FROM park_money m
  WHERE m.key || '_wan' = t.key AND m.lies_in IS NULL) AS computed, ((SELECT count(*) FROM located) + 1) * t.half AS lim
FROM total_figure t WHERE t.part = 'ALL' AND t.key LIKE '%\_wan' ESCAPE '\' AND t.key NOT LIKE 'shared%'

-- A share that a part lacks may be of no matter to the whole.
-- group: regional_totals: inside and outside add up to all, places to each of them
-- needs: regional_totals
SELECT a.part AS place, a.key || ' of its parts' AS figure, a.seen AS seen, CASE WHEN count(p.seen) = count(*) THEN total(p.seen) END AS computed,
  (count(*) + 1) * a.half AS lim
FROM total_figure a JOIN total_figure p ON p.key = a.key AND p.part IN ('INSIDE', 'OUTSIDE', 'UNKNOWN')
WHERE a.part = 'ALL' AND a.key <> 'twice' GROUP BY a.n, a.key HAVING a.key NOT LIKE 'shared%' OR count(p.seen) = count(*)
UNION ALL
SELECT a.part, a.key || ' of its places', a.seen, CASE WHEN count(p.seen) = count(*) THEN total(p.seen) END, (count(*) + 1) * a.half
FROM total_figure a JOIN total_figure p ON p.key = a.key AND p.part = 'PLACE' AND p.outside = a.outside
WHERE a.part IN ('INSIDE', 'OUTSIDE') AND a.key <> 'twice' GROUP BY a.n, a.key HAVING a.key NOT LIKE 'shared%' OR count(p.seen) = count(*)

-- group: regional_totals: money by location and by share of the whole region
-- needs: regional_totals
SELECT 'ALL' AS place, s.key AS figure, s.seen AS seen, l.seen AS computed, 1.1e-6 AS lim
FROM total_figure s JOIN total_figure l ON l.n = s.n AND s.key = 'shared_' || l.key WHERE s.part = 'ALL'

-- group: regional_totals: land of two parks
-- needs: regional_totals
-- when: EXISTS (SELECT 1 FROM total_figure WHERE key = 'twice' AND seen > 0)
-- open: 'which two parks share how much land stands in no table that is read'
SELECT part AS place, 'twice_ha' AS figure, seen AS seen, seen AS computed, 0.0 AS lim FROM total_figure WHERE key = 'twice'

-- ---- where parks lie ----

-- group: park_places: against parks
-- needs: park_places parks
SELECT p.park AS place, 'candidate' AS figure, f.candidate AS seen, ifnull(p.candidate, 'no') AS computed, 0.0 AS lim
FROM parks p LEFT JOIN park_places f ON f.park = p.park
UNION ALL
SELECT p.park, 'forbidden_pct', f.forbidden_pct, 100 * f.forbidden_ha / p.area_ha, 0.51e-4 + ifnull(1.1e-6 / p.area_ha, 0)
FROM parks p LEFT JOIN park_places f ON f.park = p.park
UNION ALL
SELECT p.park, 'overlap_ha within the park', f.overlap_ha, max(0.0, min(f.overlap_ha, p.area_ha)), 1.1e-8
FROM parks p JOIN park_places f ON f.park = p.park

-- What is nearest has something as near; parents and children are no other parks.
-- group: park_places: the nearest park
-- needs: park_places parks
SELECT f.park AS place, 'nearest_m at the nearest park' AS figure, f.nearest_m AS seen,
  max(f.nearest_m, min(o.nearest_m)) AS computed, 1.1e-4 AS lim
FROM park_places f JOIN park_places o ON o.park_code = f.nearest_park WHERE f.candidate = 'no' GROUP BY f.n
UNION ALL
SELECT f.park, 'nearest_park', f.nearest_park, CASE WHEN EXISTS (SELECT 1 FROM parks o WHERE o.park_code = f.nearest_park
    AND ifnull(o.candidate, 'no') = 'no' AND o.park_code <> f.park_code AND o.parent IS NOT f.park_code AND p.parent IS NOT o.park_code)
  THEN f.nearest_park END, 0.0
FROM park_places f JOIN parks p ON p.park = f.park
UNION ALL
SELECT park, 'nearest_m of shared land', nearest_m, 0.0, 1e-9 FROM park_places WHERE overlap_ha > 0

-- Each square metre counts once.
-- group: park_places: forbidden land against park_constraints
-- needs: park_places park_constraints parks
SELECT f.park AS place, 'forbidden_ha' AS figure, f.forbidden_ha AS seen,
  CASE WHEN count(c.n) > 0 THEN max(min(f.forbidden_ha, total(c.area_ha), p.area_ha), max(c.area_ha)) ELSE f.forbidden_ha END AS computed,
  (count(*) + 1) * 1e-8 AS lim
FROM park_places f JOIN parks p ON p.park = f.park LEFT JOIN park_constraints c ON c.park = f.park AND c.effect = 'forbid' GROUP BY f.n

-- A layer binds in its polygons or outside of them.
-- group: park_constraints: shares of the park
-- needs: park_constraints parks
SELECT c.park AS place, c.[constraint] || ' share_pct' AS figure, c.share_pct AS seen, 100 * c.area_ha / p.area_ha AS computed,
  0.51e-4 + 1.1e-6 / p.area_ha AS lim
FROM park_constraints c JOIN parks p ON p.park = c.park
UNION ALL
SELECT c.park, c.[constraint] || ' inside_pct', c.inside_pct, 100 * c.inside_ha / p.area_ha, 0.51e-4 + 1.1e-6 / p.area_ha
FROM park_constraints c JOIN parks p ON p.park = c.park
UNION ALL
SELECT c.park, c.[constraint] || ' area_ha', c.area_ha, CASE WHEN abs(c.area_ha - c.inside_ha) <= 1e-9 THEN c.inside_ha ELSE p.area_ha - c.inside_ha END,
  1.6e-8
FROM park_constraints c JOIN parks p ON p.park = c.park
UNION ALL
SELECT p.park, 'rows of park_constraints', (SELECT count(*) FROM park_constraints c WHERE c.park = p.park),
  (SELECT count(DISTINCT c.[constraint]) FROM park_constraints c), 0.0
FROM parks p
