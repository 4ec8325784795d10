-- The clocks against the register and against the lists made of them.
--
-- A year on, 29 February is 28 February where that year has none; a day after 9999 is its last one.
-- SQLite would make 1 March of it, so a day that changes is taken back to the end of its month.

-- group: clocks: against the register
-- needs: clocks register
SELECT c.parcel_id AS place, 'status' AS figure, c.status AS seen, r.status AS computed, 0.0 AS lim
FROM clocks c LEFT JOIN clocked r ON r.parcel_id = c.parcel_id
UNION ALL
SELECT c.parcel_id, 'supply_state', c.supply_state, r.supply_state, 0.0 FROM clocks c LEFT JOIN clocked r ON r.parcel_id = c.parcel_id
UNION ALL
SELECT c.parcel_id, 'land_state', replace(replace(c.land_state, '(', ''), ')', ''), r.land_state, 0.0
FROM clocks c LEFT JOIN clocked r ON r.parcel_id = c.parcel_id
UNION ALL
SELECT 'all clocks', 'rows of ' || status, total(seen), total(due), 0.0
FROM (SELECT status, 1 AS seen, 0 AS due FROM clocks
      UNION ALL SELECT status, 0, 1 FROM clocked WHERE status <> 'N_A') GROUP BY status

-- group: clocks: start_due against its source
-- needs: clocks
SELECT parcel_id AS place, 'start_due' AS figure, start_due AS seen,
  CASE due_source WHEN 'SUPP' THEN revised_start_due WHEN 'CONTRACT' THEN agreed_start WHEN 'HANDOVER+1Y' THEN
    CASE WHEN substr(handover_on, 1, 4) + handover_years > 9999 THEN '9999-12-31'
      WHEN strftime('%d', handover_on, '+' || handover_years || ' years') <> substr(handover_on, 9)
        THEN date(handover_on, '+' || handover_years || ' years', 'start of month', '-1 day')
      ELSE date(handover_on, '+' || handover_years || ' years') END END AS computed, 0.0 AS lim
FROM clocks, run
UNION ALL
SELECT parcel_id, 'due_source', due_source, CASE WHEN revised_start_due IS NOT NULL THEN 'SUPP'
  WHEN agreed_start IS NOT NULL THEN 'CONTRACT' WHEN handover_on <= as_of THEN 'HANDOVER+1Y' END, 0.0
FROM clocks, run

-- group: clocks: end1, end2 and stopped_end
-- needs: clocks
SELECT parcel_id AS place, figure, seen, CASE WHEN substr(day, 1, 4) + years > 9999 THEN '9999-12-31'
    WHEN strftime('%d', day, '+' || years || ' years') <> substr(day, 9)
      THEN date(day, '+' || years || ' years', 'start of month', '-1 day')
    ELSE date(day, '+' || years || ' years') END AS computed, 0.0 AS lim
FROM (SELECT parcel_id, 'end1' AS figure, end1 AS seen, start_due AS day, years_first AS years FROM clocks, run
      UNION ALL SELECT parcel_id, 'end2', end2, start_due, years_second FROM clocks, run
      UNION ALL SELECT parcel_id, 'stopped_end', stopped_end, CASE WHEN suspended_on <= as_of THEN suspended_on END, suspended_years
      FROM clocks, run)

-- On its last day a year is not over, unless the rules count that day.
-- group: clocks: status against its dates
-- needs: clocks
SELECT parcel_id AS place, 'status by its dates' AS figure, status AS seen,
  CASE WHEN as_of <= start_due THEN 'WAIT' WHEN as_of < end1 OR (as_of = end1 AND anniversary = 'exclusive') THEN 'LATE'
    WHEN as_of < end2 OR (as_of = end2 AND anniversary = 'exclusive') THEN 'IDLE1' ELSE 'IDLE2' END AS computed, 0.0 AS lim
FROM clocks, run WHERE status IN ('WAIT', 'LATE', 'IDLE1', 'IDLE2')

-- group: idle: against clocks
-- needs: idle clocks
SELECT i.parcel_id AS place, 'status of the clock' AS figure, i.status AS seen, c.status AS computed, 0.0 AS lim
FROM idle i LEFT JOIN clocks c ON c.parcel_id = i.parcel_id WHERE i.park_code IS NOT NULL AND i.status <> 'N_A'
UNION ALL
SELECT i.parcel_id, k.figure, CASE k.figure WHEN 'start_due' THEN i.start_due WHEN 'due_source' THEN i.due_source
    WHEN 'end1' THEN i.end1 WHEN 'end2' THEN i.end2 WHEN 'cause' THEN i.cause WHEN 'route' THEN i.route
    WHEN 'fee_wan' THEN i.fee_wan WHEN 'developed_ratio' THEN i.developed_ratio ELSE i.invested_ratio END,
  CASE k.figure WHEN 'start_due' THEN c.start_due WHEN 'due_source' THEN c.due_source
    WHEN 'end1' THEN c.end1 WHEN 'end2' THEN c.end2 WHEN 'cause' THEN c.cause WHEN 'route' THEN c.route
    WHEN 'fee_wan' THEN c.fee_wan WHEN 'developed_ratio' THEN c.developed_ratio ELSE c.invested_ratio END, 1e-9
FROM idle i JOIN clocks c ON c.parcel_id = i.parcel_id
  JOIN (SELECT 'start_due' AS figure UNION SELECT 'due_source' UNION SELECT 'end1' UNION SELECT 'end2' UNION SELECT 'cause'
    UNION SELECT 'route' UNION SELECT 'fee_wan' UNION SELECT 'developed_ratio' UNION SELECT 'invested_ratio') k
WHERE i.park_code IS NOT NULL

-- group: idle_notice: only land that an authority found idle
-- needs: idle_notice idle
SELECT q.parcel_id AS place, 'confirmed' AS figure, ifnull(i.confirmed, 'not in idle') AS seen, 'yes' AS computed, 0.0 AS lim
FROM idle_notice q LEFT JOIN idle i ON i.parcel_id = q.parcel_id AND i.park_code = q.park_code
UNION ALL
SELECT q.parcel_id, 'idle_days', q.idle_days, i.idle_days, 0.0
FROM idle_notice q JOIN idle i ON i.parcel_id = q.parcel_id AND i.park_code = q.park_code
UNION ALL
SELECT parcel_id, 'idle_since', idle_since, date(as_of, '-' || idle_days || ' days', '+1 day'), 0.0 FROM idle_notice, run
UNION ALL
SELECT q.park_code || ' ' || q.parcel_id, 'area_ha of its rows', total(q.area_ha),
  (SELECT total(i.area_ha) FROM idle i WHERE i.parcel_id = q.parcel_id AND i.park_code = q.park_code), count(*) * 1e-9
FROM idle_notice q GROUP BY q.park_code, q.parcel_id

-- Clocks of parcels outside every park stand in no table.
-- group: watchlist: against clocks
-- needs: watchlist clocks
SELECT w.parcel_id AS place, w.event || ' due_on' AS figure, w.due_on AS seen,
  CASE w.event WHEN 'start_due' THEN c.start_due WHEN 'full_year' THEN c.end1 WHEN 'two_years' THEN c.end2
    WHEN 'stopped_year' THEN c.stopped_end WHEN 'completion_due' THEN c.completion_due END AS computed, 0.0 AS lim
FROM watchlist w JOIN clocks c ON c.parcel_id = w.parcel_id
UNION ALL
SELECT w.parcel_id, w.event || ' status', c.status, CASE w.event WHEN 'start_due' THEN 'WAIT' WHEN 'full_year' THEN 'LATE'
    WHEN 'two_years' THEN 'IDLE1' ELSE 'SUSPENDED' END, 0.0
FROM watchlist w JOIN clocks c ON c.parcel_id = w.parcel_id WHERE w.event <> 'completion_due'
UNION ALL
SELECT 'all clocks', 'rows of ' || event, total(seen), total(due), 0.0
FROM (SELECT w.event, 1 AS seen, 0 AS due FROM watchlist w JOIN clocks c ON c.parcel_id = w.parcel_id WHERE w.event <> 'stopped_year'
      UNION ALL SELECT event, 0, 1
      FROM (SELECT 'start_due' AS event, start_due AS day FROM clocks WHERE status = 'WAIT'
            UNION ALL SELECT 'full_year', end1 FROM clocks WHERE status = 'LATE'
            UNION ALL SELECT 'two_years', end2 FROM clocks WHERE status = 'IDLE1'
            UNION ALL SELECT 'completion_due', completion_due FROM clocks WHERE status NOT IN ('DONE', 'UNKNOWN')), run
      WHERE julianday(day) - julianday(as_of) BETWEEN 0 AND watch_days)
GROUP BY event
