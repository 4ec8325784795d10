-- The figures of parks, computed again from the rows of the register and from each other.
--
-- A block with "-- group:" is a comparison: place, figure, what the result has, what is computed,
-- and the largest difference that the written digits explain. A figure that is missing must be
-- missing on both sides. "-- when:" tells for which runs it holds, "-- open:" why it cannot be
-- checked (both over the table run). A sum over n cells is off by n half units of their last digit
-- at most: 0.5001e-8 ha, where the last digits are for the rounding of the sum itself.

-- group: land_state: areas against the register
-- needs: land_state parks register
SELECT l.park AS place, l.code || ' area_ha' AS figure, l.area_ha AS seen, d.area_ha AS computed,
  (ifnull(d.cells, 0) + 1) * 0.5001e-8 AS lim
FROM land_state l LEFT JOIN state_due d ON d.park = l.park AND d.code = l.code

-- group: land_state: parcels against the register
-- needs: land_state parks register
SELECT l.park AS place, l.code || ' parcels' AS figure, l.parcels AS seen, d.n AS computed, 0.0 AS lim
FROM land_state l LEFT JOIN state_due d ON d.park = l.park AND d.code = l.code

-- group: land_state: every state of every park
-- needs: land_state parks
SELECT p.park AS place, 'rows of land_state' AS figure, (SELECT count(*) FROM land_state l WHERE l.park = p.park) AS seen,
  (SELECT count(*) FROM state) AS computed, 0.0 AS lim
FROM parks p

-- Where the parts of a state have all its parcels, they have all its land.
-- group: land_state: a state against its parts
-- needs: land_state
SELECT p.park AS place, p.code || ' against its parts' AS figure, p.area_ha AS seen,
  CASE WHEN total(c.parcels > 0 AND c.area_ha IS NULL) = 0 THEN total(c.area_ha) END AS computed,
  (count(*) + 1) * 0.5001e-8 AS lim
FROM land_state p JOIN land_state c ON c.park = p.park AND length(c.code) = length(p.code) + 1
  AND substr(c.code, 1, length(p.code)) = p.code
GROUP BY p.n HAVING p.parcels > 0 AND sum(c.parcels) = p.parcels

-- group: land_state: area_mu and share_pct
-- needs: land_state parks
SELECT park AS place, code || ' area_mu' AS figure, area_mu AS seen, area_ha * 15 AS computed,
  0.51e-6 + 15 * 0.5001e-8 AS lim
FROM land_state
UNION ALL
SELECT l.park, l.code || ' share_pct', l.share_pct, l.area_ha / p.total_ha * 100,
  0.51e-4 + ifnull(100 * (1 + l.area_ha / p.total_ha) * 0.5001e-8 / p.total_ha, 0)
FROM land_state l JOIN park_area p ON p.name = l.park WHERE p.total_ha > 0

-- group: parks: land states against the register
-- needs: parks register
SELECT s.park AS place, s.key AS figure, s.area_ha AS seen, d.area_ha AS computed, (d.cells + 1) * 0.5001e-8 AS lim
FROM park_state s JOIN state_due d ON d.park = s.park AND d.code = s.code

-- group: parks: land states against land_state
-- needs: parks land_state
SELECT s.park AS place, s.key AS figure, s.area_ha AS seen, l.area_ha AS computed, 1e-9 AS lim
FROM park_state s LEFT JOIN land_state l ON l.park = s.park AND l.code = s.code

-- group: parks: ready_ha is A + B21
-- needs: parks
SELECT park AS place, 'ready_ha' AS figure, ready_ha AS seen, a_ha + b21_ha AS computed, 3 * 0.5001e-8 AS lim FROM parks

-- group: parks: A + B + C and D + E + F against the rows of the register
-- needs: parks register
SELECT p.park AS place, 'A + B + C' AS figure, ifnull(p.a_ha, 0) + ifnull(p.b_ha, 0) + ifnull(p.c_ha, 0) AS seen,
  ifnull(f.all_ha - f.stateless, 0.0) AS computed, (ifnull(f.n, 0) + 3) * 0.5001e-8 AS lim
FROM parks p JOIN fact f ON f.park_row = p.n WHERE ifnull(f.known = f.n, 1)
UNION ALL
SELECT p.park, 'D + E + F', ifnull(p.d_ha, 0) + ifnull(p.e_ha, 0) + ifnull(p.f_ha, 0),
  ifnull(f.all_ha - f.supplyless, 0.0), (ifnull(f.n, 0) + 3) * 0.5001e-8
FROM parks p JOIN fact f ON f.park_row = p.n WHERE ifnull(f.known = f.n, 1)

-- group: parks: unsurveyed_ha is the park less the register
-- needs: parks register
-- when: overlaps = 'once' OR basis = 'recorded'
SELECT name AS place, 'unsurveyed_ha' AS figure, said_free AS seen,
  CASE WHEN ifnull(known = n, 1) THEN max(0.0, total_ha - ifnull(all_ha, 0)) END AS computed,
  (ifnull(n, 0) + 2) * 0.5001e-8 AS lim
FROM fact

-- group: parks: unsurveyed_ha is the park less the register and its overlaps
-- needs: parks register account
-- when: overlaps = 'keep' AND basis = 'measured'
SELECT name AS place, 'unsurveyed_ha' AS figure, said_free AS seen,
  max(0.0, total_ha - ifnull(all_ha, 0) + twice_ha) AS computed, (ifnull(n, 0) + twice_n + 2) * 0.5001e-8 AS lim
FROM fact

-- Nothing found idle is missing, not 0, where some clock cannot be read; whether the share of a
-- site at rest decides is not seen in the register, so there both will do.
-- group: parks: idle_ha against the register
-- needs: parks register
-- open: CASE WHEN idle_from <> 'clock' THEN 'idle land is taken from the records, which no table repeats' END
SELECT name AS place, 'idle_ha' AS figure, said_idle AS seen,
  CASE WHEN n IS NULL THEN 0.0 WHEN idle_known < idle_n THEN NULL WHEN idle_ha <> 0 THEN idle_ha
    WHEN unread > 0 OR (doubtful > 0 AND said_idle IS NULL) THEN NULL ELSE 0.0 END AS computed,
  (ifnull(idle_n, 0) + 1) * 0.5001e-8 AS lim
FROM fact

-- group: indicators: value is numerator by denominator
-- needs: indicators
SELECT park AS place, code || ' value' AS figure, value AS seen,
  CASE WHEN denominator > 0 THEN f * numerator / denominator END AS computed,
  0.51e-6 + ifnull(f * (1 + abs(numerator) / denominator) * 0.5001e-8 / denominator, 0) AS lim
FROM (SELECT *, CASE WHEN unit = '%' THEN 100.0 ELSE 1.0 END AS f FROM indicators)

-- group: indicators: all of every park
-- needs: indicators parks
SELECT p.park AS place, c.code AS figure, (SELECT count(*) FROM indicators i WHERE i.park = p.park AND i.code = c.code) AS seen,
  1 AS computed, 0.0 AS lim
FROM parks p, (SELECT DISTINCT code FROM park_rate UNION SELECT 'B12''') c

-- group: indicators: denominators against the register
-- needs: indicators parks register
SELECT i.park AS place, i.code || ' denominator' AS figure, i.denominator AS seen,
  CASE WHEN i.code = 'A10' THEN t.buildable WHEN i.code = 'A11' THEN t.ready
    WHEN i.code IN ('A12', 'C11') THEN t.supplied
    WHEN i.code IN ('A21', 'A31', 'A32', 'B21', 'B22') THEN t.built ELSE t.industrial END AS computed,
  (t.n + 1) * 0.5001e-8 AS lim
FROM indicators i JOIN part t ON t.name = i.park
WHERE i.code IN (SELECT code FROM park_rate UNION SELECT 'B12''')

-- group: indicators: numerators of land against the register
-- needs: indicators parks register
SELECT i.park AS place, i.code || ' numerator' AS figure, i.numerator AS seen,
  CASE i.code WHEN 'A10' THEN t.ready WHEN 'A11' THEN t.supplied WHEN 'A12' THEN t.built ELSE t.industrial END AS computed,
  (t.n + 1) * 0.5001e-8 AS lim
FROM indicators i JOIN part t ON t.name = i.park WHERE i.code IN ('A10', 'A11', 'A12', 'A21')

-- The yards are taken back from the coefficient of a row, of four digits of percent, and its land.
-- group: indicators: floor area, footprint and yards against the register
-- needs: indicators parks register
SELECT i.park AS place, i.code || ' numerator' AS figure, i.numerator AS seen,
  CASE i.code WHEN 'A31' THEN t.floor WHEN 'A32' THEN t.footprint WHEN 'A33' THEN t.floor2 ELSE t.yards END AS computed,
  (t.n + 1) * 0.5001e-8 + CASE WHEN i.code = 'A34' THEN 0.5001e-6 * t.a2 + t.coefficients * 0.5001e-8 ELSE 0 END AS lim
FROM indicators i JOIN part t ON t.name = i.park
WHERE i.code IN ('A31', 'A32', 'A33') OR (i.code = 'A34' AND t.no_land2 = 0)

-- group: indicators: idle land against the register
-- needs: indicators parks register
-- open: CASE WHEN idle_from <> 'clock' THEN 'idle land is taken from the records, which no table repeats' END
SELECT i.park AS place, 'C11 numerator' AS figure, i.numerator AS seen,
  CASE WHEN t.doubtful > 0 AND i.numerator IS NULL THEN NULL ELSE t.idle END AS computed, (t.n + 1) * 0.5001e-8 AS lim
FROM indicators i JOIN part t ON t.name = i.park WHERE i.code = 'C11'

-- group: indicators: investment (B11) against the register
-- needs: indicators parks register
-- open: CASE WHEN EXISTS (SELECT 1 FROM park_role WHERE role = 'fixed_investment') THEN 'the park layer brings fixed_investment of its own, which no table repeats' END
SELECT i.park AS place, 'B11 numerator' AS figure, i.numerator AS seen, t.investment AS computed, (t.n + 1) * 0.51e-6 AS lim
FROM indicators i JOIN part t ON t.name = i.park WHERE i.code = 'B11'

-- group: indicators: industrial tax (B12) against the register
-- needs: indicators parks register
-- open: CASE WHEN EXISTS (SELECT 1 FROM park_role WHERE role = 'industrial_tax') THEN 'the park layer brings industrial_tax of its own, which no table repeats' END
SELECT i.park AS place, 'B12 numerator' AS figure, i.numerator AS seen, t.tax2 AS computed, (t.n + 1) * 0.51e-6 AS lim
FROM indicators i JOIN part t ON t.name = i.park WHERE i.code = 'B12'

-- group: indicators: revenue (B12') against the register
-- needs: indicators parks register
-- open: CASE WHEN EXISTS (SELECT 1 FROM park_role WHERE role = 'industrial_revenue') THEN 'the park layer brings industrial_revenue of its own, which no table repeats' END
SELECT i.park AS place, 'B12'' numerator' AS figure, i.numerator AS seen, t.revenue AS computed, (t.n + 1) * 0.51e-6 AS lim
FROM indicators i JOIN part t ON t.name = i.park WHERE i.code = 'B12'''

-- group: indicators: tax (B21) against the register
-- needs: indicators parks register
-- open: CASE WHEN EXISTS (SELECT 1 FROM park_role WHERE role = 'total_tax') THEN 'the park layer brings total_tax of its own, which no table repeats' END
SELECT i.park AS place, 'B21 numerator' AS figure, i.numerator AS seen, t.tax AS computed, (t.n + 1) * 0.51e-6 AS lim
FROM indicators i JOIN part t ON t.name = i.park WHERE i.code = 'B21'

-- group: indicators: residents (B22) against the data
-- needs: indicators
-- open: 'residents stand in the park layer alone, which no table repeats'
SELECT NULL AS place, NULL AS figure, NULL AS seen, NULL AS computed, NULL AS lim

-- group: indicators: development, supply and built rate make built by buildable land
-- needs: indicators
SELECT a.park AS place, 'A10 x A11 x A12' AS figure, a.value * b.value * c.value / 1e4 AS seen,
  100 * c.numerator / a.denominator AS computed,
  0.51e-10 * (b.value * c.value + a.value * c.value + a.value * b.value)
    + 100 * (1 + c.numerator / a.denominator) * 0.5001e-8 / a.denominator + 1e-9 AS lim
FROM indicators a JOIN indicators b ON b.park = a.park AND b.code = 'A11'
  JOIN indicators c ON c.park = a.park AND c.code = 'A12'
WHERE a.code = 'A10' AND a.value IS NOT NULL AND b.value IS NOT NULL AND c.value IS NOT NULL

-- group: parks: indicators against indicators
-- needs: parks indicators
SELECT r.park AS place, r.key AS figure, r.value AS seen, i.value AS computed, r.half AS lim
FROM park_rate r LEFT JOIN indicators i ON i.park = r.park AND i.code = r.code

-- Kept overlaps are lines of their own, taken off; those that count once are part of their state.
-- group: account: lines by land state against the register
-- needs: account register
SELECT park AS place, ifnull(code, 'no state') AS figure, CASE WHEN lines = lines_known THEN line_ha END AS seen,
  CASE WHEN n = known THEN row_ha END AS computed, (cells + lines) * 0.5001e-8 AS lim
FROM (SELECT park, code, total(n) AS n, total(cells) AS cells, total(known) AS known, sum(row_ha) AS row_ha, total(lines) AS lines,
        total(lines_known) AS lines_known, sum(line_ha) AS line_ha
      FROM (SELECT park, code, count(*) AS n, total(cells) AS cells, count(area_ha) AS known, total(area_ha) AS row_ha,
              NULL AS lines, NULL AS lines_known, NULL AS line_ha
            FROM land_row GROUP BY park, code
            UNION ALL SELECT park, code, NULL, NULL, NULL, NULL, count(*), count(area_ha), total(area_ha)
            FROM account WHERE park IS NOT NULL
              AND (line = 'surveyed' OR (line = 'overlap' AND (SELECT overlaps FROM run) = 'once'))
            GROUP BY park, code)
      GROUP BY park, code)

-- group: account: lines add up to the park
-- needs: account parks
-- when: NOT EXISTS (SELECT 1 FROM park_role WHERE role = 'approved_area')
SELECT p.name AS place, 'sum of lines' AS figure, total(a.area_ha) AS seen, p.total_ha AS computed,
  (count(*) + 1) * 0.5001e-8 AS lim
FROM park_area p LEFT JOIN account a ON a.park = p.name
GROUP BY p.park_row HAVING p.total_ha IS NOT NULL AND count(a.area_ha) = count(a.line)

-- No table repeats the approved area, to which the last line closes. In a park that is covered
-- whole, the rows may stand out: then only the least is known.
-- group: account: lines but boundary_difference add up to the park
-- needs: account parks
-- when: EXISTS (SELECT 1 FROM park_role WHERE role = 'approved_area')
SELECT place, 'sum of lines but boundary_difference' AS figure, s AS seen,
  CASE WHEN free = 0 AND s > t THEN s ELSE t END AS computed, (n + 1) * 0.5001e-8 AS lim
FROM (SELECT p.name AS place, p.total_ha AS t, count(*) AS n, count(a.area_ha) AS known, count(a.line) AS lines,
        total(CASE WHEN a.line <> 'boundary_difference' THEN a.area_ha END) AS s,
        total(CASE WHEN a.line = 'unsurveyed' THEN a.area_ha END) AS free
      FROM park_area p LEFT JOIN account a ON a.park = p.name GROUP BY p.park_row)
WHERE t IS NOT NULL AND known = lines

-- group: account: unsurveyed land against parks
-- needs: account parks
SELECT p.park AS place, 'unsurveyed' AS figure, a.area_ha AS seen, p.unsurveyed_ha AS computed, 1e-9 AS lim
FROM parks p LEFT JOIN account a ON a.park = p.park AND a.line = 'unsurveyed'

-- group: account: share_pct
-- needs: account parks
SELECT a.park AS place, a.line || ' ' || ifnull(a.code, '') || ' share_pct' AS figure, a.share_pct AS seen,
  a.area_ha / p.total_ha * 100 AS computed,
  0.51e-4 + ifnull(100 * (1 + abs(a.area_ha) / p.total_ha) * 0.5001e-8 / p.total_ha, 0) AS lim
FROM account a JOIN park_area p ON p.name = a.park WHERE p.total_ha > 0

-- group: account: land outside every park against overlay
-- needs: account register overlay
-- open: CASE WHEN basis = 'recorded' THEN 'recorded areas outside every park stand in no other table' END
SELECT 'outside every park' AS place, ifnull(code, 'no state') AS figure, sum(line_ha) AS seen, sum(row_ha) AS computed,
  (total(n) + 1) * 0.5001e-8 AS lim
FROM (SELECT code, area_ha AS line_ha, NULL AS row_ha, 0 AS n FROM account WHERE line = 'outside'
      UNION ALL SELECT r.land_state, NULL, o.outside_m2 / 1e4, 1
      FROM register r LEFT JOIN overlay o ON o.parcel_id = r.parcel_id WHERE r.park IS NULL AND r.area_m2 IS NOT NULL)
GROUP BY code
