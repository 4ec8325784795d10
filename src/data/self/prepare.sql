-- What the comparisons of the self check ask again and again, made once.
--
-- A block ends with an empty line. "-- needs:" names the tables without which it is left out; a
-- bare name (parks, register, idle) is the CSV table, or the layer where only that is there.

CREATE TABLE parameter AS
SELECT json_extract(p.value, '$.key') AS key, json_extract(p.value, '$.value') AS value
FROM run_json, json_each(text, '$.parameters') p

-- Every value of run.json by its path, "$.summary.errors".
CREATE TABLE said AS
SELECT replace(fullkey, '"', '') AS path, atom AS value FROM run_json, json_tree(text) WHERE atom IS NOT NULL

-- What fields the park layers have beside the ones that the tables repeat.
CREATE TABLE park_role AS
SELECT DISTINCT json_extract(f.value, '$.role') AS role
FROM run_json, json_each(text, '$.sources') s, json_each(s.value, '$.fields') f
WHERE json_extract(s.value, '$.kind') = 'parks'

CREATE TABLE run AS
SELECT json_extract(text, '$.version') AS version,
  json_extract(text, '$.options.check_only') AS check_only,
  json_extract(text, '$.options.area') AS basis,
  json_extract(text, '$.options.overlaps') AS overlaps,
  json_extract(text, '$.as_of') AS as_of,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'tolerances.sliver_m2') AS sliver_m2,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'tolerances.closure_ha') AS closure_ha,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'tolerances.closure_ratio') AS closure_ratio,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'idle.fee_ratio') AS fee_ratio,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'reactivation.watch_days') AS watch_days,
  (SELECT CAST(value AS INTEGER) FROM parameter WHERE key = 'idle.years_first') AS years_first,
  (SELECT CAST(value AS INTEGER) FROM parameter WHERE key = 'idle.years_second') AS years_second,
  (SELECT CAST(value AS INTEGER) FROM parameter WHERE key = 'idle.suspended_years') AS suspended_years,
  (SELECT CAST(value AS INTEGER) FROM parameter WHERE key = 'idle.handover_plus_years') AS handover_years,
  (SELECT value FROM parameter WHERE key = 'idle.anniversary') AS anniversary,
  (SELECT value FROM parameter WHERE key = 'reactivation.idle_from') AS idle_from,
  (SELECT value FROM parameter WHERE key = 'evaluation.cap') = '100' AS is_capped,
  (SELECT value FROM parameter WHERE key = 'evaluation.renormalise') = 'true' AS renormalises,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'evaluation.class_parks_min') AS class_parks_min,
  (SELECT CAST(value AS REAL) FROM parameter WHERE key = 'evaluation.draws') AS draws,
  json_extract(text, '$.options.sensitivity') AS sensitivity,
  json_type(text, '$.previous') = 'object' AS has_previous
FROM run_json

-- The land states of domain.md 1.3: a code lies below another one that it begins with.
CREATE TABLE state (code TEXT)

INSERT INTO state VALUES ('A'), ('A1'), ('A2'), ('A3'), ('A31'), ('A32'), ('A4'), ('A5'), ('A51'), ('A52'), ('A6'),
  ('B'), ('B1'), ('B11'), ('B12'), ('B2'), ('B21'), ('B22'), ('C'), ('C1'), ('C2'), ('C3'),
  ('D'), ('D1'), ('D2'), ('D21'), ('D22'), ('E'), ('E1'), ('E2'), ('E21'), ('E22'), ('F')

-- Unbuilt land that constraints turn into land that cannot be built on, by row of the register.
-- Without the table of constraints the register tells it, by its largest state.
CREATE TABLE turned (park TEXT, parcel_id TEXT, state TEXT, ha REAL, cells INTEGER)

-- needs: constraint_shares
INSERT INTO turned SELECT park, parcel_id, state, total(turned_ha), count(*) FROM constraint_shares
WHERE park IS NOT NULL AND turned_ha > 0 GROUP BY park, parcel_id, state

-- needs: register
INSERT INTO turned SELECT park, parcel_id, constrained_state, constrained_ha, 1 FROM register
WHERE park IS NOT NULL AND constrained_ha > 0 AND NOT EXISTS (SELECT 1 FROM turned)

CREATE INDEX turned_key ON turned (park, parcel_id)

-- needs: register
CREATE TABLE row_turned AS
SELECT r.n, total(t.ha) AS ha, total(t.cells) AS cells
FROM register r JOIN turned t ON t.park = r.park AND t.parcel_id = r.parcel_id GROUP BY r.n

-- needs: register
CREATE INDEX row_turned_key ON row_turned (n)

-- The rows of the register by what their land counts as: what constraints leave of a row, and what
-- they turn, E with it into F. A row that is turned whole leaves nothing but rounding. cells: how
-- many rounded figures are in it.
-- needs: register
CREATE TABLE land_row AS
SELECT r.park, r.land_state AS code, r.area_ha - ifnull(t.ha, 0) AS area_ha, 1 + ifnull(t.cells, 0) AS cells
FROM register r LEFT JOIN row_turned t ON t.n = r.n
WHERE r.park IS NOT NULL AND (t.n IS NULL OR r.area_ha - t.ha > (1 + t.cells) * 0.5001e-8)
UNION ALL SELECT r.park, t.state, t.ha, t.cells FROM register r JOIN turned t ON t.park = r.park AND t.parcel_id = r.parcel_id

-- needs: register
CREATE TABLE supply_row AS
SELECT r.park, r.supply_state AS code, r.area_ha - ifnull(t.ha, 0) AS area_ha, 1 + ifnull(t.cells, 0) AS cells
FROM register r LEFT JOIN row_turned t ON t.n = r.n AND r.supply_state LIKE 'E%'
WHERE r.park IS NOT NULL AND (t.n IS NULL OR r.area_ha - t.ha > (1 + t.cells) * 0.5001e-8)
UNION ALL SELECT r.park, 'F', t.ha, t.cells FROM register r JOIN row_turned t ON t.n = r.n WHERE r.supply_state LIKE 'E%'

-- needs: register
CREATE TABLE state_sum AS
SELECT park, code, count(*) AS n, count(area_ha) AS known, total(area_ha) AS area_ha, total(cells) AS cells
FROM (SELECT * FROM land_row UNION ALL SELECT * FROM supply_row)
WHERE code IS NOT NULL GROUP BY park, code

-- needs: register
CREATE INDEX state_sum_park ON state_sum (park)

-- The land of each code and all below it: nothing where no row has it, but missing where a row has
-- only a code above it, or no row has any code of its classification.
-- needs: parks register
CREATE TABLE state_due AS
SELECT park, code, within AS n, cells,
  CASE WHEN within > 0 AND known = within THEN area_ha WHEN within > 0 OR above > 0 OR classified = 0 THEN NULL
    ELSE 0.0 END AS area_ha
FROM (SELECT p.park, c.code,
        total(CASE WHEN substr(s.code, 1, length(c.code)) = c.code THEN s.n END) AS within,
        total(CASE WHEN substr(s.code, 1, length(c.code)) = c.code THEN s.known END) AS known,
        total(CASE WHEN substr(s.code, 1, length(c.code)) = c.code THEN s.cells END) AS cells,
        total(CASE WHEN substr(s.code, 1, length(c.code)) = c.code THEN s.area_ha END) AS area_ha,
        total(CASE WHEN substr(c.code, 1, length(s.code)) = s.code AND s.code <> c.code THEN s.n END) AS above,
        total(CASE WHEN (s.code < 'D') = (c.code < 'D') THEN s.n END) AS classified
      FROM parks p JOIN state c LEFT JOIN state_sum s ON s.park = p.park GROUP BY p.park, c.code)

-- needs: parks register
CREATE INDEX state_due_key ON state_due (park, code)

-- Each park's rows of the register: what they add up to, and what they lack.
-- needs: register
CREATE TABLE row_sum AS
SELECT park, count(*) AS n, count(area_ha) AS known, total(area_ha) AS all_ha,
  total(CASE WHEN land_state IS NULL THEN some_ha END) AS stateless,
  total(CASE WHEN supply_state IS NULL THEN some_ha END) AS supplyless,
  total(CASE WHEN land_state = 'A' THEN some_ha END) AS only_a,
  total(CASE WHEN land_state IN ('B', 'B2') THEN max(some_ha - turned_ha, 0) END) AS only_b,
  total(CASE WHEN is_built THEN area_ha END) AS a,
  total(CASE WHEN land_state = 'A2' THEN area_ha END) AS a2,
  total(CASE WHEN land_state LIKE 'B%' THEN area_ha - turned_ha END) AS b,
  total(CASE WHEN land_state = 'B21' THEN area_ha - turned_ha END) AS b21,
  total(turned_cells) AS turned_cells,
  total(CASE WHEN supply_state LIKE 'D%' THEN area_ha END) AS d,
  count(CASE WHEN is_idle THEN 1 END) AS idle_n,
  count(CASE WHEN is_idle THEN area_ha END) AS idle_known,
  total(CASE WHEN is_idle THEN area_ha END) AS idle_ha,
  count(CASE WHEN supply_state LIKE 'D%' AND idle_status = 'UNKNOWN' THEN 1 END) AS unread,
  count(CASE WHEN supply_state IS NULL OR (remarks LIKE '%MISSING:%'
    AND (remarks LIKE '%developed%' OR remarks LIKE '%invested%')) THEN 1 END) AS doubtful,
  count(CASE WHEN is_built AND NOT is_open AND floor_area_m2 IS NULL THEN 1 END) AS no_floor,
  total(CASE WHEN is_built THEN floor_area_m2 END) / 1e4 AS floor,
  count(CASE WHEN is_built AND NOT is_open AND footprint_m2 IS NULL THEN 1 END) AS no_footprint,
  total(CASE WHEN is_built THEN footprint_m2 END) / 1e4 AS footprint,
  count(CASE WHEN land_state = 'A2' AND floor_area_m2 IS NULL THEN 1 END) AS no_floor2,
  total(CASE WHEN land_state = 'A2' THEN floor_area_m2 END) / 1e4 AS floor2,
  count(CASE WHEN land_state = 'A2' AND coefficient_pct IS NULL THEN 1 END) AS no_yards,
  count(CASE WHEN land_state = 'A2' AND NOT ifnull(area_ha, 0) > 0 THEN 1 END) AS no_land2,
  total(CASE WHEN land_state = 'A2' THEN coefficient_pct * area_ha END) / 100 AS yards,
  total(CASE WHEN land_state = 'A2' THEN coefficient_pct END) / 100 AS coefficients,
  count(CASE WHEN land_state = 'A2' THEN investment_wan END) AS investment_n,
  total(CASE WHEN land_state = 'A2' THEN investment_wan END) AS investment,
  count(CASE WHEN land_state = 'A2' THEN tax_wan END) AS tax2_n,
  total(CASE WHEN land_state = 'A2' THEN tax_wan END) AS tax2,
  count(CASE WHEN land_state = 'A2' THEN revenue_wan END) AS revenue_n,
  total(CASE WHEN land_state = 'A2' THEN revenue_wan END) AS revenue,
  count(CASE WHEN is_built THEN tax_wan END) AS tax_n,
  total(CASE WHEN is_built THEN tax_wan END) AS tax
FROM (SELECT l.*, ifnull(t.ha, 0.0) AS turned_ha, ifnull(t.cells, 0) AS turned_cells
      FROM land l LEFT JOIN row_turned t ON t.n = l.n)
GROUP BY park

-- Land that counts twice where overlaps are kept; the account takes it off again.
CREATE TABLE twice (park TEXT PRIMARY KEY, ha REAL, n INTEGER)

-- needs: account
INSERT INTO twice SELECT park, -total(area_ha), count(*) FROM account
WHERE line = 'overlap' AND area_ha < 0 AND park IS NOT NULL GROUP BY park

-- Every park, with rows or without: its area by the basis of the run. Parks that lie in another one
-- of the result are marked, for their land is counted there, too, but not those whose parents come
-- round to themselves; candidates are, for they are no parks yet.
-- needs: parks
CREATE TABLE park_area AS
WITH RECURSIVE standing AS (
  SELECT n, park_code, parent, substr(park, length(park_code) + 1) AS scope FROM parks
  WHERE ifnull(candidate, 'no') <> 'yes'),
parent AS (
  SELECT p.n, ifnull((SELECT min(o.n) FROM standing o WHERE o.park_code = p.parent AND o.scope = p.scope),
    (SELECT min(o.n) FROM standing o WHERE o.park_code = p.parent)) AS up
  FROM standing p),
above AS (
  SELECT n, up FROM parent WHERE up IS NOT NULL
  UNION SELECT a.n, b.up FROM above a JOIN parent b ON b.n = a.up WHERE b.up IS NOT NULL)
SELECT p.n AS park_row, p.park AS name,
  CASE WHEN run.basis = 'measured' THEN p.area_ha ELSE p.recorded_ha END AS total_ha,
  ifnull(p.candidate, 'no') = 'yes' OR (EXISTS (SELECT 1 FROM above a WHERE a.n = p.n)
    AND NOT EXISTS (SELECT 1 FROM above a JOIN parks o ON o.n = a.up WHERE a.n = p.n AND o.park_code = p.park_code))
    AS is_nested
FROM parks p, run

-- With recorded areas, a park without one has what its parcels add up to.
-- needs: parks register
CREATE TABLE fact AS
SELECT q.*, max(run.closure_ha, run.closure_ratio * ifnull(q.total_ha, 0)) AS tolerance
FROM (SELECT a.park_row, a.name, a.is_nested,
        CASE WHEN run.basis = 'recorded' AND a.total_ha IS NULL AND ifnull(s.known = s.n, 1)
          THEN ifnull(s.all_ha, 0.0) ELSE a.total_ha END AS total_ha,
        p.idle_ha AS said_idle, p.unsurveyed_ha AS said_free,
        ifnull(t.ha, 0.0) AS twice_ha, ifnull(t.n, 0) AS twice_n, s.*
      FROM park_area a JOIN run JOIN parks p ON p.n = a.park_row LEFT JOIN row_sum s ON s.park = a.name
      LEFT JOIN twice t ON t.park = a.name) q, run

-- Parts of indicators. What is missing takes a part away, but for land within the tolerance of the
-- identities. Parks without rows have no parts.
-- needs: parks register
CREATE TABLE part AS
SELECT name, n + turned_cells AS n, a2, no_land2, doubtful, coefficients,
  CASE WHEN known = n AND supplyless <= tolerance THEN d END AS supplied,
  CASE WHEN known = n AND stateless <= tolerance THEN a END AS built,
  CASE WHEN known = n AND stateless <= tolerance AND only_a <= tolerance THEN a2 END AS industrial,
  CASE WHEN known = n AND stateless <= tolerance AND only_b <= tolerance THEN a + b21 END AS ready,
  CASE WHEN known = n AND stateless <= tolerance THEN a + b END AS buildable,
  CASE WHEN no_floor = 0 THEN floor END AS floor,
  CASE WHEN no_footprint = 0 THEN footprint END AS footprint,
  CASE WHEN no_floor2 = 0 THEN floor2 END AS floor2,
  CASE WHEN no_yards = 0 THEN yards END AS yards,
  CASE WHEN known = n AND unread = 0 THEN idle_ha END AS idle,
  CASE WHEN investment_n > 0 THEN investment END AS investment,
  CASE WHEN tax2_n > 0 THEN tax2 END AS tax2,
  CASE WHEN revenue_n > 0 THEN revenue END AS revenue,
  CASE WHEN tax_n > 0 THEN tax END AS tax
FROM fact WHERE n IS NOT NULL

-- needs: parks register
CREATE INDEX part_name ON part (name)

-- needs: register
CREATE TABLE piece AS
SELECT park_code, parcel_id, count(*) AS n, min(area_ha) AS area_ha, min(idle_status) AS idle_status,
  min(price_wan) AS price_wan
FROM register WHERE park IS NOT NULL GROUP BY park_code, parcel_id

-- needs: register
CREATE INDEX piece_key ON piece (parcel_id, park_code)

-- needs: register
CREATE TABLE parcel AS
SELECT parcel_id, count(*) AS n, min(area_m2) AS area_m2,
  total(CASE WHEN park IS NOT NULL THEN inside_m2 END) AS inside_m2
FROM register GROUP BY parcel_id

-- needs: register
CREATE INDEX parcel_key ON parcel (parcel_id)

-- The wide rows of parks as figures by code, with the half unit of their last digit.
-- needs: parks
CREATE VIEW park_state AS
SELECT park, 'A' AS code, 'a_ha' AS key, a_ha AS area_ha FROM parks
UNION ALL SELECT park, 'B', 'b_ha', b_ha FROM parks
UNION ALL SELECT park, 'C', 'c_ha', c_ha FROM parks
UNION ALL SELECT park, 'D', 'd_ha', d_ha FROM parks
UNION ALL SELECT park, 'E', 'e_ha', e_ha FROM parks
UNION ALL SELECT park, 'F', 'f_ha', f_ha FROM parks
UNION ALL SELECT park, 'A1', 'a1_ha', a1_ha FROM parks
UNION ALL SELECT park, 'A2', 'a2_ha', a2_ha FROM parks
UNION ALL SELECT park, 'B21', 'b21_ha', b21_ha FROM parks

-- needs: parks
CREATE VIEW park_rate AS
SELECT park, 'A10' AS code, 'development_rate' AS key, development_rate AS value, 0.51e-4 AS half FROM parks
UNION ALL SELECT park, 'A11', 'supply_rate', supply_rate, 0.51e-4 FROM parks
UNION ALL SELECT park, 'A12', 'built_rate', built_rate, 0.51e-4 FROM parks
UNION ALL SELECT park, 'A21', 'industrial_rate', industrial_rate, 0.51e-4 FROM parks
UNION ALL SELECT park, 'A31', 'far', far, 1e-9 FROM parks
UNION ALL SELECT park, 'A32', 'density', density, 0.51e-4 FROM parks
UNION ALL SELECT park, 'A33', 'industrial_far', industrial_far, 1e-9 FROM parks
UNION ALL SELECT park, 'A34', 'industrial_coefficient', industrial_coefficient, 0.51e-4 FROM parks
UNION ALL SELECT park, 'B11', 'investment_per_ha', investment_per_ha, 1e-9 FROM parks
UNION ALL SELECT park, 'B12', 'industrial_tax_per_ha', industrial_tax_per_ha, 1e-9 FROM parks
UNION ALL SELECT park, 'B21', 'tax_per_ha', tax_per_ha, 1e-9 FROM parks
UNION ALL SELECT park, 'B22', 'population_per_ha', population_per_ha, 1e-9 FROM parks
UNION ALL SELECT park, 'C11', 'idle_rate', idle_rate, 0.51e-4 FROM parks

-- needs: constraint_shares
CREATE TABLE bound AS
SELECT park, parcel_id, count(*) AS n, total(fresh_ha) AS fresh_ha, total(turned_ha) AS turned_ha,
  group_concat([constraint], ';') AS names
FROM (SELECT * FROM constraint_shares WHERE park IS NOT NULL ORDER BY n) GROUP BY park, parcel_id

-- needs: constraint_shares
CREATE INDEX bound_key ON bound (parcel_id, park)

-- The holders by the name that they go by: blanks at the ends, several blanks for one and the width
-- of blanks and parentheses tell no two apart. Parks in other parks are not counted again, candidates not at all.
-- needs: parks register
CREATE TABLE owned AS
SELECT trim(replace(replace(replace(name, ' ', char(1) || char(2)), char(2) || char(1), ''), char(1) || char(2), ' ')) AS key,
  parcel_id, park, area_ha, is_idle
FROM (SELECT replace(replace(replace(replace(replace(replace(replace(ifnull(l.holder, ''), char(12288), ' '), char(160), ' '),
          char(9), ' '), char(10), ' '), char(13), ' '), '（', '('), '）', ')') AS name, l.parcel_id, l.park, l.area_ha, l.is_idle
      FROM land l JOIN park_area a ON a.name = l.park WHERE NOT a.is_nested)

-- needs: parks register
CREATE TABLE owner AS
SELECT key, count(*) AS n, count(DISTINCT parcel_id) AS parcels, count(DISTINCT park) AS parks,
  CASE WHEN count(area_ha) = count(*) THEN total(area_ha) END AS area_ha,
  CASE WHEN count(CASE WHEN is_idle THEN area_ha END) = total(is_idle) THEN total(CASE WHEN is_idle THEN area_ha END) END AS idle_ha
FROM owned GROUP BY key

-- needs: parks register
CREATE INDEX owner_key ON owner (key)

-- What the ledger says of whole parcels.
-- needs: idle
CREATE TABLE idle_parcel AS
SELECT parcel_id, min(route) AS route, min(fee_wan) AS fee_wan, min(cause) AS cause FROM idle GROUP BY parcel_id

-- needs: idle
CREATE INDEX idle_parcel_key ON idle_parcel (parcel_id)

-- The land of each park by what register_sums parts it by. A use has two digits, or the letter of a
-- code of letters, for its first level; one without a name is not known.
-- needs: register
CREATE VIEW part_of AS
SELECT park, 'park' AS [by], park_code AS code, area_ha FROM register WHERE park IS NOT NULL
UNION ALL SELECT park, 'land_state', land_state, area_ha FROM register WHERE park IS NOT NULL
UNION ALL SELECT park, 'supply_state', supply_state, area_ha FROM register WHERE park IS NOT NULL
UNION ALL SELECT park, 'stock_class', stock_class, area_ha FROM register WHERE park IS NOT NULL
UNION ALL SELECT park, 'use_class', CASE WHEN current_use_name IS NULL THEN NULL
    WHEN trim(current_use) GLOB '[0-9]*' THEN substr(trim(current_use), 1, 2) ELSE upper(substr(trim(current_use), 1, 1)) END, area_ha
  FROM register WHERE park IS NOT NULL

-- Each parcel in parks, once.
-- needs: register
CREATE TABLE clocked AS
SELECT parcel_id, min(idle_status) AS status, min(supply_state) AS supply_state, min(land_state) AS land_state
FROM register WHERE park IS NOT NULL GROUP BY parcel_id

-- needs: register
CREATE INDEX clocked_key ON clocked (parcel_id)
