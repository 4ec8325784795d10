-- Rows of the tables against each other, and the counts of run.json.

-- group: register: area_ha is inside_m2
-- needs: register
-- when: basis = 'measured'
SELECT ifnull(park, 'outside every park') AS place, parcel_id || ' area_ha' AS figure, area_ha AS seen,
  inside_m2 / 1e4 AS computed, 2 * 0.5001e-8 AS lim
FROM register

-- group: register: area_mu is area_ha
-- needs: register
SELECT ifnull(park, 'outside every park') AS place, parcel_id || ' area_mu' AS figure, area_mu AS seen,
  area_ha * 15 AS computed, 0.51e-6 + 15 * 0.5001e-8 AS lim
FROM register

-- A parcel that counts whole has no share.
-- group: register: split is inside_m2 by area_m2
-- needs: register
SELECT park AS place, parcel_id || ' split' AS figure, split AS seen,
  CASE WHEN split IS NULL AND inside_m2 >= area_m2 * (1 - 1e-9) - 1.01e-4 THEN NULL ELSE inside_m2 / area_m2 END AS computed,
  0.51e-4 + 1.01e-4 / area_m2 AS lim
FROM register WHERE park IS NOT NULL AND area_m2 > 0

-- Land of less than 0.01 m2 has too few digits to divide by.
-- group: register: far and density_pct
-- needs: register
SELECT park AS place, parcel_id || ' far' AS figure, far AS seen, floor_area_m2 / (area_ha * 1e4) AS computed,
  0.51e-6 + ifnull((1 + far) * 0.5001e-4 / (area_ha * 1e4), 0) AS lim
FROM register WHERE park IS NOT NULL AND area_ha > 1e-6
UNION ALL
SELECT park, parcel_id || ' density_pct', density_pct, footprint_m2 / (area_ha * 1e4) * 100,
  0.51e-4 + ifnull((100 + density_pct) * 0.5001e-4 / (area_ha * 1e4), 0)
FROM register WHERE park IS NOT NULL AND area_ha > 1e-6

-- group: register: area_diff_pct
-- needs: register
SELECT ifnull(park, 'outside every park') AS place, parcel_id || ' area_diff_pct' AS figure, area_diff_pct AS seen,
  CASE WHEN certificate_m2 > 0 THEN (area_m2 - certificate_m2) / certificate_m2 * 100 END AS computed,
  0.51e-4 + ifnull(100 * (1 + area_m2 / certificate_m2) * 0.5001e-4 / certificate_m2, 0) AS lim
FROM register WHERE certificate_m2 IS NULL OR certificate_m2 > 0.01

-- group: register: seq
-- needs: register
SELECT 'row ' || n AS place, 'seq' AS figure, seq AS seen, n AS computed, 0.0 AS lim FROM register

-- group: register: what overlay does not list lies whole in one park
-- needs: register overlay
SELECT ifnull(park, 'outside every park') AS place, parcel_id || ' inside_m2' AS figure, inside_m2 AS seen,
  area_m2 AS computed, 1.01e-4 + 1e-9 * area_m2 AS lim
FROM register r WHERE NOT EXISTS (SELECT 1 FROM overlay o WHERE o.parcel_id = r.parcel_id)

-- Of parcels in several parks only where no two parks share land.
-- group: overlay: inside, overlap and outside make the parcel
-- needs: overlay parks quality
-- when: overlaps = 'once'
SELECT parcel_id AS place, 'inside + overlap + outside' AS figure, inside_m2 + overlap_m2 + outside_m2 AS seen,
  area_m2 AS computed, 4 * 0.5001e-4 + 1e-9 * area_m2 AS lim
FROM overlay
WHERE ifnull(parks, '') NOT LIKE '%;%'
  OR NOT (EXISTS (SELECT 1 FROM quality WHERE code IN ('W_NEST', 'I_CANDIDATE')) OR EXISTS (SELECT 1 FROM parks WHERE parent IS NOT NULL))

-- group: overlay: inside and area against the register
-- needs: overlay register
SELECT o.parcel_id AS place, 'inside_m2' AS figure, o.inside_m2 AS seen,
  CASE WHEN r.area_m2 IS NOT NULL THEN r.inside_m2 END AS computed, (ifnull(r.n, 0) + 1) * 0.5001e-4 AS lim
FROM overlay o LEFT JOIN parcel r ON r.parcel_id = o.parcel_id
UNION ALL
SELECT o.parcel_id, 'area_m2', o.area_m2, r.area_m2, 1e-9 FROM overlay o LEFT JOIN parcel r ON r.parcel_id = o.parcel_id

-- group: register: constraint_pct, constrained_ha and names against constraint_shares
-- needs: register constraint_shares
SELECT ifnull(r.park, 'outside every park') AS place, r.parcel_id || ' constraint_pct' AS figure, r.constraint_pct AS seen,
  CASE WHEN r.constraint_pct IS NOT NULL OR c.n > 0 THEN ifnull(c.fresh_ha, 0) / (r.inside_m2 / 1e4) * 100 END AS computed,
  0.51e-4 + ifnull(100 * ((1 + c.n) * 0.5001e-8 + 0.5001e-8) / (r.inside_m2 / 1e4), 0) AS lim
FROM register r LEFT JOIN bound c ON c.park = r.park AND c.parcel_id = r.parcel_id WHERE r.park IS NOT NULL AND r.inside_m2 > 0.01
UNION ALL
SELECT ifnull(r.park, 'outside every park'), r.parcel_id || ' constrained_ha', ifnull(r.constrained_ha, 0),
  CASE WHEN r.land_state LIKE 'B%' AND ifnull(r.supply_state NOT LIKE 'D%', 1) THEN ifnull(c.turned_ha, 0) ELSE 0.0 END,
  (1 + ifnull(c.n, 0)) * 0.5001e-8
FROM register r LEFT JOIN bound c ON c.park = r.park AND c.parcel_id = r.parcel_id
UNION ALL
SELECT ifnull(r.park, 'outside every park'), r.parcel_id || ' constraints', r.constraints, c.names, 0.0
FROM register r LEFT JOIN bound c ON c.park = r.park AND c.parcel_id = r.parcel_id WHERE r.park IS NOT NULL

-- What lies under several constraints is fresh in the first one; no row is larger than its parcel.
-- group: constraint_shares: areas of each row
-- needs: register constraint_shares
SELECT c.park AS place, c.parcel_id || ' ' || c.[constraint] || ' share_pct' AS figure, c.share_pct AS seen,
  c.area_ha / (r.inside_m2 / 1e4) * 100 AS computed,
  0.51e-4 + ifnull(100 * 1.01e-8 / (r.inside_m2 / 1e4), 0) AS lim
FROM constraint_shares c LEFT JOIN register r ON r.park = c.park AND r.parcel_id = c.parcel_id
WHERE c.park IS NOT NULL AND ifnull(r.inside_m2 > 0.01, 1)
UNION ALL
SELECT c.park, c.parcel_id || ' ' || c.[constraint] || ' fresh_ha within area_ha', c.fresh_ha,
  min(max(c.fresh_ha, 0.0), c.area_ha), 1.01e-8
FROM constraint_shares c WHERE c.park IS NOT NULL

-- group: idle: rows and areas against the register
-- needs: idle register
SELECT i.park_code AS place, i.parcel_id || ' area_ha' AS figure, i.area_ha AS seen, r.area_ha AS computed, 1e-9 AS lim
FROM idle i LEFT JOIN piece r ON r.park_code = i.park_code AND r.parcel_id = i.parcel_id WHERE ifnull(r.n, 1) = 1
UNION ALL
SELECT i.park_code, i.parcel_id || ' status', i.status, r.idle_status, 0.0
FROM idle i LEFT JOIN piece r ON r.park_code = i.park_code AND r.parcel_id = i.parcel_id
UNION ALL
SELECT park_code, parcel_id || ' idle_ha', idle_ha, area_ha, 1e-9 FROM idle
UNION ALL
SELECT code, 'rows of idle land', total(seen), total(computed), 0.0
FROM (SELECT park_code AS code, 1 AS seen, 0 AS computed FROM idle WHERE status IN ('IDLE1', 'IDLE2', 'IDLE_S')
      UNION ALL SELECT park_code, 0, 1 FROM register
      WHERE park IS NOT NULL AND idle_status IN ('IDLE1', 'IDLE2', 'IDLE_S'))
GROUP BY code
UNION ALL
SELECT code, 'sum of idle_ha', total(seen), total(computed), count(*) * 0.5001e-8
FROM (SELECT park_code AS code, idle_ha AS seen, 0.0 AS computed FROM idle WHERE status IN ('IDLE1', 'IDLE2', 'IDLE_S')
      UNION ALL SELECT park_code, 0.0, area_ha FROM register
      WHERE park IS NOT NULL AND idle_status IN ('IDLE1', 'IDLE2', 'IDLE_S'))
GROUP BY code

-- group: idle: days and fees
-- needs: idle register
SELECT park_code AS place, parcel_id || ' overdue_days' AS figure, overdue_days AS seen,
  julianday(run.as_of) - julianday(start_due) AS computed, 0.0 AS lim
FROM idle, run WHERE status IN ('LATE', 'IDLE1', 'IDLE2')
UNION ALL
SELECT park_code, parcel_id || ' idle_days', idle_days, julianday(run.as_of) - julianday(end1), 0.0
FROM idle, run WHERE status IN ('IDLE1', 'IDLE2')
UNION ALL
SELECT i.park_code, i.parcel_id || ' fee_wan', i.fee_wan,
  CASE WHEN i.route = 'FEE' THEN run.fee_ratio * r.price_wan END, 1.1e-6
FROM run, idle i LEFT JOIN piece r ON r.park_code = i.park_code AND r.parcel_id = i.parcel_id

-- group: watchlist: days and parcels
-- needs: watchlist register
SELECT w.parcel_id AS place, w.event || ' days_left' AS figure, w.days_left AS seen,
  julianday(w.due_on) - julianday(run.as_of) AS computed, 0.0 AS lim
FROM run, watchlist w
UNION ALL
SELECT w.parcel_id, w.event || ' is within the days to watch',
  CASE WHEN w.days_left BETWEEN 0 AND run.watch_days THEN 'yes' ELSE 'no' END, 'yes', 0.0
FROM run, watchlist w
UNION ALL
SELECT w.parcel_id, w.event || ' is of a parcel in the register', 'yes',
  CASE WHEN EXISTS (SELECT 1 FROM parcel r WHERE r.parcel_id = w.parcel_id) THEN 'yes' ELSE 'no' END, 0.0
FROM watchlist w

-- group: run.json: findings against quality
-- needs: quality
SELECT 'run.json' AS place, substr(k.path, 3) AS figure, s.value AS seen,
  (SELECT count(*) FROM quality q WHERE q.severity = k.severity) AS computed, 0.0 AS lim
FROM (SELECT '$.summary.errors' AS path, 'error' AS severity UNION ALL SELECT '$.summary.warnings', 'warning'
      UNION ALL SELECT '$.summary.notices', 'notice') k LEFT JOIN said s ON s.path = k.path
UNION ALL
SELECT 'run.json', 'findings ' || code || ' ' || severity, total(seen), total(computed), 0.0
FROM (SELECT json_extract(f.value, '$.code') AS code, json_extract(f.value, '$.severity') AS severity,
        json_extract(f.value, '$.count') AS seen, 0 AS computed
      FROM run_json, json_each(text, '$.findings') f
      UNION ALL SELECT code, severity, 0, 1 FROM quality)
GROUP BY code, severity

-- group: run.json: counts against the register
-- needs: register
SELECT 'run.json' AS place, substr(k.path, 3) AS figure, s.value AS seen, k.computed, 0.0 AS lim
FROM (SELECT '$.counts.pieces' AS path, (SELECT count(*) FROM register) AS computed
      UNION ALL SELECT '$.summary.parcels', (SELECT count(*) FROM parcel)
      UNION ALL SELECT '$.counts.rows.parcels.out', (SELECT count(*) FROM parcel)) k
  LEFT JOIN said s ON s.path = k.path
UNION ALL
SELECT 'run.json', 'counts.parcels_by_idle_status.' || s.key, s.value, ifnull(r.n, 0), 0.0
FROM run_json, json_each(text, '$.counts.parcels_by_idle_status') s
  LEFT JOIN (SELECT idle_status, count(DISTINCT parcel_id) AS n FROM register GROUP BY idle_status) r
  ON r.idle_status = s.key

-- Parcels in candidates alone lie in no park yet.
-- group: run.json: idle parcels against the register
-- needs: parks register
SELECT 'run.json' AS place, substr(k.path, 3) AS figure, s.value AS seen, k.computed, 0.0 AS lim
FROM (SELECT '$.summary.idle' AS path, (SELECT count(DISTINCT r.parcel_id) FROM register r JOIN parks p ON p.park = r.park
        WHERE ifnull(p.candidate, 'no') <> 'yes' AND r.idle_status IN ('IDLE1', 'IDLE2', 'IDLE_S')) AS computed
      UNION ALL SELECT '$.summary.unknown', (SELECT count(DISTINCT r.parcel_id) FROM register r JOIN parks p ON p.park = r.park
        WHERE ifnull(p.candidate, 'no') <> 'yes' AND r.idle_status = 'UNKNOWN')
      UNION ALL SELECT '$.counts.idle_unknown', (SELECT count(DISTINCT r.parcel_id) FROM register r JOIN parks p ON p.park = r.park
        WHERE ifnull(p.candidate, 'no') <> 'yes' AND r.idle_status = 'UNKNOWN')) k
  LEFT JOIN said s ON s.path = k.path

-- group: run.json: counts against parks, idle and overlay
-- needs: parks idle overlay
SELECT 'run.json' AS place, substr(k.path, 3) AS figure, s.value AS seen, k.computed, 0.0 AS lim
FROM (SELECT '$.summary.parks' AS path, (SELECT count(*) FROM parks) AS computed
      UNION ALL SELECT '$.counts.idle_ledger_rows', (SELECT count(*) FROM idle)
      UNION ALL SELECT '$.counts.parcels_split_or_outside', (SELECT count(*) FROM overlay)) k
  LEFT JOIN said s ON s.path = k.path

-- group: run.json: areas against the tables
-- needs: parks register
SELECT 'run.json' AS place, substr(k.path, 3) AS figure, s.value AS seen, k.computed, (k.n + 1) * 0.5001e-4 AS lim
FROM (SELECT '$.areas_m2.parks' AS path, (SELECT total(area_ha) * 1e4 FROM parks) AS computed,
        (SELECT count(*) FROM parks) AS n
      UNION ALL SELECT '$.areas_m2.parcels', (SELECT total(area_m2) FROM parcel), (SELECT count(*) FROM parcel)
      UNION ALL SELECT '$.areas_m2.parcels_counted', (SELECT total(inside_m2) FROM parcel), (SELECT count(*) FROM register)
      UNION ALL SELECT '$.summary.park_area_m2', (SELECT CASE WHEN count(*) = count(total_ha) THEN total(total_ha) * 1e4 END
        FROM fact WHERE NOT is_nested), (SELECT count(*) FROM parks) + (SELECT count(*) FROM register)
      UNION ALL SELECT '$.summary.parcel_inside_m2', (SELECT CASE WHEN total(n) = total(known) THEN total(all_ha) * 1e4 END
        FROM fact WHERE NOT is_nested), (SELECT count(*) FROM register)
      UNION ALL SELECT '$.summary.idle_m2', (SELECT total(said_idle) * 1e4 FROM fact WHERE NOT is_nested),
        (SELECT count(*) FROM parks)) k
  LEFT JOIN said s ON s.path = k.path

-- group: parks.geojson against tables/parks.csv
-- needs: parks_layer parks_csv
SELECT 'parks' AS place, 'rows' AS figure, (SELECT count(*) FROM parks_layer) AS seen,
  (SELECT count(*) FROM parks_csv) AS computed, 0.0 AS lim
@parks park park parent area_ha recorded_ha a_ha b_ha c_ha d_ha e_ha f_ha a1_ha a2_ha b21_ha ready_ha idle_ha unsurveyed_ha
@parks park development_rate supply_rate built_rate industrial_rate far density industrial_far industrial_coefficient
@parks park investment_per_ha industrial_tax_per_ha tax_per_ha population_per_ha idle_rate

-- group: register.geojson against tables/register.csv
-- needs: register_layer register_csv
SELECT 'register' AS place, 'rows' AS figure, (SELECT count(*) FROM register_layer) AS seen,
  (SELECT count(*) FROM register_csv) AS computed, 0.0 AS lim
@register parcel_id parcel_id park area_m2 inside_m2 area_ha land_state supply_state floor_area_m2 footprint_m2
@register parcel_id investment_wan tax_wan revenue_wan price_wan idle_status constraints constraint_pct constrained_ha

-- group: idle.geojson against tables/idle.csv
-- needs: idle_layer idle_csv
SELECT 'idle' AS place, 'rows' AS figure, (SELECT count(*) FROM idle_layer) AS seen,
  (SELECT count(*) FROM idle_csv) AS computed, 0.0 AS lim
@idle parcel_id parcel_id park_code area_ha idle_ha status route fee_wan
