-- The lists of a park against its register and its figures.

-- group: register_sums: each row against the register
-- needs: register_sums register
SELECT park AS place, [by] || ' ' || ifnull(code, 'not known') || ' area_ha' AS figure, total(seen_ha) AS seen,
  total(due_ha) AS computed, (total(n) + 1) * 0.5001e-8 AS lim
FROM (SELECT park, [by], code, area_ha AS seen_ha, NULL AS due_ha, 0 AS n FROM register_sums
      UNION ALL SELECT park, [by], code, NULL, total(area_ha), count(*) FROM part_of GROUP BY park, [by], code)
GROUP BY park, [by], code
UNION ALL
SELECT park, [by] || ' ' || ifnull(code, 'not known') || ' parcels', total(seen), total(due), 0.0
FROM (SELECT park, [by], code, parcels AS seen, 0 AS due FROM register_sums
      UNION ALL SELECT park, [by], code, 0, count(*) FROM part_of GROUP BY park, [by], code)
GROUP BY park, [by], code

-- group: register_sums: the rows of each list add up to the register
-- needs: register_sums register
SELECT s.park AS place, s.[by] || ' adds up' AS figure, total(s.area_ha) AS seen, r.area_ha AS computed,
  (count(*) + r.n) * 0.5001e-8 AS lim
FROM register_sums s LEFT JOIN (SELECT park, count(*) AS n, total(area_ha) AS area_ha FROM register
    WHERE park IS NOT NULL GROUP BY park) r ON r.park = s.park
GROUP BY s.park, s.[by]

-- group: register_sums: area_mu and share_pct
-- needs: register_sums
SELECT park AS place, [by] || ' ' || ifnull(code, 'not known') || ' area_mu' AS figure, area_mu AS seen,
  area_ha * 15 AS computed, 0.51e-6 + 15 * 0.5001e-8 AS lim
FROM register_sums
UNION ALL
SELECT s.park, s.[by] || ' ' || ifnull(s.code, 'not known') || ' share_pct', s.share_pct, s.area_ha / w.ha * 100,
  0.51e-4 + 100 * (1 + s.area_ha / w.ha) * w.n * 0.5001e-8 / w.ha
FROM register_sums s JOIN (SELECT park, [by], count(*) AS n, total(area_ha) AS ha FROM register_sums GROUP BY park, [by]) w
  ON w.park = s.park AND w.[by] = s.[by] WHERE w.ha > 0

-- group: conversion_matrix: totals against the register
-- needs: conversion_matrix parks register
SELECT p.park AS place, k.kind || ' TOTAL area_ha' AS figure, m.area_ha AS seen, ifnull(r.area_ha, 0.0) AS computed,
  (ifnull(r.n, 0) + 1) * 0.5001e-8 AS lim
FROM parks p JOIN (SELECT 'planned' AS kind UNION SELECT 'current') k
  LEFT JOIN conversion_matrix m ON m.park = p.park AND m.kind = k.kind AND m.approved_group = 'TOTAL' AND m.other_group = 'TOTAL'
  LEFT JOIN (SELECT park, count(*) AS n, total(area_ha) AS area_ha FROM register GROUP BY park) r ON r.park = p.park
UNION ALL
SELECT p.park, k.kind || ' TOTAL parcels', m.parcels, (SELECT count(*) FROM register r WHERE r.park = p.park), 0.0
FROM parks p JOIN (SELECT 'planned' AS kind UNION SELECT 'current') k
  LEFT JOIN conversion_matrix m ON m.park = p.park AND m.kind = k.kind AND m.approved_group = 'TOTAL' AND m.other_group = 'TOTAL'

-- group: conversion_matrix: rows and columns add up to their totals
-- needs: conversion_matrix
SELECT park AS place, kind || ' ' || line || ' area_ha' AS figure, total(seen_ha) AS seen, total(due_ha) AS computed,
  (count(*) + 1) * 0.5001e-8 AS lim
FROM (SELECT park, kind, 'from ' || approved_group AS line, CASE WHEN other_group = 'TOTAL' THEN area_ha END AS seen_ha,
        CASE WHEN other_group <> 'TOTAL' THEN area_ha END AS due_ha FROM conversion_matrix
      UNION ALL SELECT park, kind, 'to ' || other_group, CASE WHEN approved_group = 'TOTAL' THEN area_ha END,
        CASE WHEN approved_group <> 'TOTAL' THEN area_ha END FROM conversion_matrix)
GROUP BY park, kind, line
UNION ALL
SELECT park, kind || ' ' || line || ' parcels', total(seen), total(due), 0.0
FROM (SELECT park, kind, 'from ' || approved_group AS line, CASE WHEN other_group = 'TOTAL' THEN parcels END AS seen,
        CASE WHEN other_group <> 'TOTAL' THEN parcels END AS due FROM conversion_matrix
      UNION ALL SELECT park, kind, 'to ' || other_group, CASE WHEN approved_group = 'TOTAL' THEN parcels END,
        CASE WHEN approved_group <> 'TOTAL' THEN parcels END FROM conversion_matrix)
GROUP BY park, kind, line

-- A recorded area that is missing leaves the sum without a value.
-- group: idle_status: against the register
-- needs: idle_status register
SELECT s.park AS place, s.status || ' area_ha' AS figure, s.area_ha AS seen,
  CASE WHEN r.n IS NULL THEN 0.0 WHEN r.known = r.n THEN r.area_ha END AS computed, (ifnull(r.n, 0) + 1) * 0.5001e-8 AS lim
FROM idle_status s LEFT JOIN (SELECT park, idle_status AS status, count(*) AS n, count(area_ha) AS known, total(area_ha) AS area_ha
    FROM register WHERE park IS NOT NULL GROUP BY park, idle_status) r ON r.park = s.park AND r.status = s.status
UNION ALL
SELECT park, status || ' parcels', total(seen), total(due), 0.0
FROM (SELECT park, status, parcels AS seen, 0 AS due FROM idle_status
      UNION ALL SELECT park, idle_status, 0, count(*) FROM register WHERE park IS NOT NULL GROUP BY park, idle_status)
GROUP BY park, status

-- group: idle_status: share_pct
-- needs: idle_status
SELECT s.park AS place, s.status || ' share_pct' AS figure, s.share_pct AS seen, s.area_ha / w.ha * 100 AS computed,
  0.51e-4 + ifnull(100 * (1 + s.area_ha / w.ha) * w.n * 0.5001e-8 / w.ha, 0) AS lim
FROM idle_status s JOIN (SELECT park, count(*) AS n, CASE WHEN count(area_ha) = count(*) THEN total(area_ha) END AS ha
    FROM idle_status GROUP BY park) w ON w.park = s.park WHERE w.ha > 0

-- group: idle_summary: idle land against parks
-- needs: idle_summary parks
SELECT p.park AS place, 'idle_ha' AS figure, s.idle_ha AS seen, p.idle_ha AS computed, 1e-9 AS lim
FROM parks p LEFT JOIN idle_summary s ON s.park = p.park
UNION ALL
SELECT p.park, 'idle_rate', s.idle_rate, p.idle_rate, 1e-9 FROM parks p LEFT JOIN idle_summary s ON s.park = p.park

-- Only the land of a row is written, so the share that counts in a park is that of its land.
-- group: idle_summary: fees against idle
-- needs: idle_summary idle register
SELECT s.park AS place, 'fee_total_wan' AS figure, s.fee_total_wan AS seen,
  CASE WHEN s.idle_ha IS NOT NULL AND (ifnull(f.known, 0) > 0 OR ifnull(f.n, 0) = 0) THEN ifnull(f.fee_wan, 0.0) END AS computed,
  0.51e-6 + ifnull(f.lim, 0) AS lim
FROM idle_summary s LEFT JOIN (SELECT r.park, count(*) AS n, count(i.fee_wan) AS known,
    total(i.fee_wan * CASE WHEN r.split IS NULL THEN 1 ELSE r.inside_m2 / r.area_m2 END) AS fee_wan,
    total(0.51e-6 + i.fee_wan * (1e-9 + 1.01e-4 / r.area_m2)) AS lim
  FROM register r JOIN idle_parcel i ON i.parcel_id = r.parcel_id
  WHERE r.park IS NOT NULL AND i.route = 'FEE' GROUP BY r.park) f ON f.park = s.park
UNION ALL
SELECT s.park, 'fee_unknown_parcels', s.fee_unknown_parcels, (SELECT count(*) FROM register r JOIN idle_parcel i
  ON i.parcel_id = r.parcel_id WHERE r.park = s.park AND i.route = 'FEE' AND i.fee_wan IS NULL), 0.0
FROM idle_summary s

-- group: idle_summary: idle land of government causes
-- needs: idle_summary idle register
-- open: CASE WHEN idle_from <> 'clock' THEN 'idle land is taken from the records, which no table repeats' END
SELECT s.park AS place, 'government_parcels' AS figure, s.government_parcels AS seen, ifnull(g.n, 0) AS computed, 0.0 AS lim
FROM idle_summary s LEFT JOIN (SELECT r.park, count(*) AS n FROM land r JOIN idle_parcel i ON i.parcel_id = r.parcel_id
  WHERE r.is_idle AND i.cause IN ('G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'F1') GROUP BY r.park) g ON g.park = s.park
UNION ALL
SELECT s.park, 'government_ha', s.government_ha, CASE WHEN s.idle_ha IS NOT NULL THEN ifnull(g.ha, 0.0) END,
  (ifnull(g.n, 0) + 1) * 0.5001e-8
FROM idle_summary s LEFT JOIN (SELECT r.park, count(*) AS n, total(r.area_ha) AS ha FROM land r
  JOIN idle_parcel i ON i.parcel_id = r.parcel_id
  WHERE r.is_idle AND i.cause IN ('G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'F1') GROUP BY r.park) g ON g.park = s.park

-- group: idle_summary: what if, idle_ha by indicator
-- needs: idle_summary indicators
SELECT s.park AS place, k.figure, k.seen, s.idle_ha * i.value AS computed,
  0.51e-6 + ifnull(s.idle_ha * 0.51e-6 + i.value * 0.5001e-8, 0) AS lim
FROM idle_summary s JOIN (SELECT n, 'B12' AS code, 'what_if_tax_wan' AS figure, what_if_tax_wan AS seen FROM idle_summary
    UNION ALL SELECT n, 'B11', 'what_if_investment_wan', what_if_investment_wan FROM idle_summary) k ON k.n = s.n
  LEFT JOIN indicators i ON i.park = s.park AND i.code = k.code

-- group: idle_summary: usable land is the end of the waterfall
-- needs: idle_summary waterfall
SELECT s.park AS place, 'usable_ha' AS figure, s.usable_ha AS seen, w.left_ha AS computed, 1e-9 AS lim
FROM idle_summary s LEFT JOIN waterfall w ON w.park = s.park AND w.step = 'usable'

-- group: waterfall: begins with the idle land of parks
-- needs: waterfall parks
SELECT p.park AS place, 'gross left_ha' AS figure, w.left_ha AS seen, p.idle_ha AS computed, 1e-9 AS lim
FROM parks p LEFT JOIN waterfall w ON w.park = p.park AND w.step = 'gross'

-- A layer that flags, and one that is not given, take nothing; less than nothing is not left.
-- group: waterfall: each row leaves the one before less what it takes
-- needs: waterfall
SELECT w.park AS place, 'row ' || CAST(w.seq AS INTEGER) || ' ' || w.step || ' left_ha' AS figure, w.left_ha AS seen,
  CASE WHEN w.given = 'yes' AND (w.effect = 'forbid' OR w.step = 'seized') THEN b.left_ha - w.taken_ha
    WHEN w.step = 'usable' THEN max(b.left_ha, 0.0) ELSE b.left_ha END AS computed, 3 * 0.5001e-8 AS lim
FROM waterfall w LEFT JOIN waterfall b ON b.park = w.park AND b.seq = w.seq - 1 WHERE w.step <> 'gross'

-- group: holders: each holder against the register
-- needs: holders parks register
SELECT ifnull(h.holder, 'no holder') AS place, 'area_ha' AS figure, h.area_ha AS seen, o.area_ha AS computed,
  (ifnull(o.n, 0) + 1) * 0.5001e-8 AS lim
FROM holders h LEFT JOIN owner o ON o.key = replace(replace(ifnull(h.holder, ''), '（', '('), '）', ')')
UNION ALL
SELECT ifnull(h.holder, 'no holder'), 'parcels', h.parcels, o.parcels, 0.0
FROM holders h LEFT JOIN owner o ON o.key = replace(replace(ifnull(h.holder, ''), '（', '('), '）', ')')
UNION ALL
SELECT ifnull(h.holder, 'no holder'), 'parks', h.parks, o.parks, 0.0
FROM holders h LEFT JOIN owner o ON o.key = replace(replace(ifnull(h.holder, ''), '（', '('), '）', ')')

-- Where nothing is found idle but some clock cannot be read, it is missing.
-- group: holders: idle land against the register
-- needs: holders parks register
-- open: CASE WHEN idle_from <> 'clock' THEN 'idle land is taken from the records, which no table repeats' END
SELECT ifnull(h.holder, 'no holder') AS place, 'idle_ha' AS figure, h.idle_ha AS seen,
  CASE WHEN h.idle_ha IS NULL AND o.idle_ha = 0 THEN NULL ELSE o.idle_ha END AS computed, (ifnull(o.n, 0) + 1) * 0.5001e-8 AS lim
FROM holders h LEFT JOIN owner o ON o.key = replace(replace(ifnull(h.holder, ''), '（', '('), '）', ')')

-- group: holders: all land in parks
-- needs: holders parks register
SELECT 'all holders' AS place, 'area_ha' AS figure, (SELECT total(area_ha) FROM holders) AS seen,
  (SELECT total(area_ha) FROM owner) AS computed, ((SELECT count(*) FROM holders) + (SELECT total(n) FROM owner)) * 0.5001e-8 AS lim
UNION ALL
SELECT 'all holders', 'rows', (SELECT count(*) FROM holders), (SELECT count(*) FROM owner), 0.0

-- group: plan_shares: shares of a parcel
-- needs: plan_shares register
SELECT s.parcel_id AS place, 'planned uses together' AS figure, total(s.share_pct) AS seen, min(total(s.share_pct), 100.0) AS computed,
  (count(*) + 1) * 0.51e-4 AS lim
FROM plan_shares s GROUP BY s.parcel_id
UNION ALL
SELECT s.parcel_id, s.planned_use || ' share_pct', s.share_pct, s.area_ha * 1e4 / p.area_m2 * 100,
  0.51e-4 + ifnull(100 * 1.01e-4 / p.area_m2, 0)
FROM plan_shares s LEFT JOIN parcel p ON p.parcel_id = s.parcel_id WHERE ifnull(p.area_m2 > 0, 1)

-- Parks that lie in another one are not counted again.
-- group: requests: blocks_ha and rank
-- needs: requests parks register
SELECT q.parcel_id AS place, 'blocks_ha' AS figure, q.blocks_ha AS seen,
  CASE WHEN o.n IS NULL THEN 0.0 WHEN o.known = o.n THEN o.area_ha END AS computed, (ifnull(o.n, 0) + 1) * 0.5001e-8 AS lim
FROM requests q LEFT JOIN (SELECT parcel_id, count(*) AS n, count(area_ha) AS known, total(area_ha) AS area_ha
    FROM owned GROUP BY parcel_id) o ON o.parcel_id = q.parcel_id
UNION ALL
SELECT parcel_id, 'rank', rank, n, 0.0 FROM requests
UNION ALL
SELECT q.parcel_id, 'no more than the one before', q.blocks_ha, min(q.blocks_ha, b.blocks_ha), 1e-9
FROM requests q JOIN requests b ON b.n = q.n - 1 WHERE b.blocks_ha IS NOT NULL AND q.blocks_ha IS NOT NULL

-- A ledger without a scope: the sites of all scopes of a code. Land taken whole by other parcels is
-- nothing in the ledger, too. A recorded area that is missing leaves a sum without a value.
-- group: sites: idle land against idle
-- needs: sites idle
SELECT park_code AS place, 'idle_ha of its sites' AS figure,
  CASE WHEN total(is_site AND ha IS NULL) = 0 THEN total(CASE WHEN is_site THEN ha END) END AS seen,
  CASE WHEN total(NOT is_site AND ha IS NULL) = 0 THEN total(CASE WHEN NOT is_site THEN ha END) END AS computed,
  (count(*) + 1) * 0.5001e-8 AS lim
FROM (SELECT park_code, 1 AS is_site, idle_ha AS ha FROM sites UNION ALL SELECT park_code, 0, idle_ha FROM idle)
GROUP BY park_code

-- group: sites: suppliable land against the register
-- needs: sites register
SELECT park AS place, 'suppliable_ha of its sites' AS figure,
  CASE WHEN total(is_site AND ha IS NULL) = 0 THEN total(CASE WHEN is_site THEN ha END) END AS seen,
  CASE WHEN total(NOT is_site AND ha IS NULL) = 0 THEN total(CASE WHEN NOT is_site THEN ha END) END AS computed,
  (count(*) + 1) * 0.5001e-8 AS lim
FROM (SELECT park, 1 AS is_site, suppliable_ha AS ha FROM sites
  UNION ALL SELECT park, 0, area_ha FROM register WHERE park IS NOT NULL AND suppliable = 'yes') GROUP BY park

-- Land in both lists counts once.
-- group: sites: land against idle and the register
-- needs: sites idle register
SELECT park AS place, 'area_ha of its sites' AS figure,
  CASE WHEN total(is_site AND ha IS NULL) = 0 THEN total(CASE WHEN is_site THEN ha END) END AS seen,
  CASE WHEN total(NOT is_site AND ha IS NULL) = 0 THEN total(CASE WHEN NOT is_site THEN ha END) END AS computed,
  (count(*) + 1) * 0.5001e-8 AS lim
FROM (SELECT park, 1 AS is_site, area_ha AS ha FROM sites
  UNION ALL SELECT r.park, 0, r.area_ha FROM register r
    LEFT JOIN (SELECT DISTINCT park_code, parcel_id FROM idle) i ON i.park_code = r.park_code AND i.parcel_id = r.parcel_id
    WHERE r.park IS NOT NULL AND (r.suppliable = 'yes' OR i.parcel_id IS NOT NULL)) GROUP BY park

-- Equal areas may stand in any order among themselves.
-- group: sites: ranks by area
-- needs: sites
SELECT site_id AS place, 'rank' AS figure, rank AS seen, before + equal / 2.0 AS computed, equal / 2.0 AS lim
FROM (SELECT site_id, rank, rank() OVER (ORDER BY area_ha IS NULL, area_ha DESC) AS before,
    count(*) OVER (PARTITION BY area_ha) - 1 AS equal FROM sites WHERE rank IS NOT NULL)
