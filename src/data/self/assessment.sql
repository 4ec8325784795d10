-- Items to be met and the assessment: values from the tables that have them, answers from values and
-- lines, by method.md 12 and 14.

-- ---- the rules ----

CREATE TABLE item_rule AS
SELECT json_extract(r.value, '$.code') AS code, trim(json_extract(r.value, '$.value')) AS expression,
  json_extract(r.value, '$.operator') AS operator, json_extract(r.value, '$.threshold') AS threshold,
  json_extract(r.value, '$.weight') AS weight
FROM run_json, json_each(text, '$.policy.compliance') r

CREATE TABLE flag_rule AS
SELECT json_extract(f.value, '$.code') AS flag, json_extract(f.value, '$.applies') AS applies,
  json_extract(c.value, '$.case') AS [case], json_extract(c.value, '$.name') AS condition,
  trim(json_extract(c.value, '$.value')) AS expression, json_extract(c.value, '$.operator') AS operator,
  json_extract(c.value, '$.threshold') AS threshold
FROM run_json, json_each(text, '$.policy.flags') f, json_each(f.value, '$.conditions') c

-- ---- the figures that expressions name ----

-- What an area of a park has by the names of expressions, off by half at most. open: it may be
-- missing for a reason that no table shows. Expressions that compute are here when a built-in rule
-- set has them.
CREATE TABLE named (park TEXT, name TEXT, value REAL, half REAL, open INTEGER DEFAULT 0)

-- needs: parks register land_state indicators
INSERT INTO named SELECT park, code, area_ha, 1.01e-8, open FROM known_land

-- needs: parks
INSERT INTO named
SELECT park, 'unsurveyed', unsurveyed_ha, 0.5001e-8, 0 FROM parks UNION ALL
SELECT name, 'T', total_ha, 0.5001e-8, 0 FROM park_area WHERE total_ha IS NOT NULL

-- needs: indicators
INSERT INTO named
SELECT park, ifnull(CASE code WHEN 'A10' THEN 'development_rate' WHEN 'A11' THEN 'supply_rate' WHEN 'A12' THEN 'built_rate'
    WHEN 'A21' THEN 'industrial_rate' WHEN 'A31' THEN 'far' WHEN 'A32' THEN 'density' WHEN 'A33' THEN 'industrial_far'
    WHEN 'A34' THEN 'industrial_coefficient' WHEN 'B11' THEN 'investment_per_ha' WHEN 'B12' THEN 'industrial_tax_per_ha'
    WHEN 'B21' THEN 'tax_per_ha' WHEN 'B22' THEN 'population_per_ha' WHEN 'C11' THEN 'idle_rate' END, code), value, 0.51e-6, 0
FROM indicators WHERE code NOT IN (SELECT code FROM state)
UNION ALL
SELECT park, CASE code WHEN 'A10' THEN 'development_rate' WHEN 'A11' THEN 'supply_rate' WHEN 'A12' THEN 'built_rate'
    WHEN 'A21' THEN 'industrial_rate' WHEN 'A31' THEN 'far' WHEN 'A32' THEN 'density'
    WHEN 'B11' THEN 'investment_per_ha' WHEN 'B12' THEN 'industrial_tax_per_ha' WHEN 'B21' THEN 'tax_per_ha'
    WHEN 'B22' THEN 'population_per_ha' END, value, 0.51e-6, 0
FROM indicators WHERE code IN (SELECT code FROM state)

-- The parts of the built-in indicators have names, too.
-- needs: indicators
INSERT INTO named
SELECT park, CASE code WHEN 'A10' THEN 'ready' WHEN 'A31' THEN 'floor' WHEN 'A32' THEN 'footprint' WHEN 'A33' THEN 'industrial_floor'
    WHEN 'A34' THEN 'industrial_yards' WHEN 'B11' THEN 'investment' WHEN 'B12' THEN 'industrial_tax' WHEN 'B12''' THEN 'industrial_revenue'
    WHEN 'B21' THEN 'total_tax' ELSE 'population' END, numerator, 0.5001e-8, 0
FROM indicators WHERE code IN ('A10', 'A31', 'A32', 'A33', 'A34', 'B11', 'B12', 'B12''', 'B21', 'B22')
UNION ALL SELECT park, 'buildable', denominator, 0.5001e-8, 0 FROM indicators WHERE code = 'A10'

-- The lines of the account add up to the approved area, where one is given. With recorded areas they
-- do not tell the measured one.
-- needs: parks account
INSERT INTO named
SELECT p.park, 'boundary_difference_pct', CASE WHEN total(a.line = 'boundary_difference') > 0
    THEN 100 * abs(p.area_ha - total(a.area_ha)) / total(a.area_ha) END, 100 * (count(*) + 1) * 0.5001e-8 / p.area_ha, 1
FROM parks p JOIN run LEFT JOIN account a ON a.park = p.park WHERE basis = 'measured' GROUP BY p.n

-- Land under no parcel, and of no state. Recorded areas are compared where the park and all its
-- parcels have them.
-- needs: parks register
INSERT INTO named
SELECT q.park, k.name, CASE k.name WHEN 'land_closure_pct' THEN land WHEN 'supply_closure_pct' THEN supply ELSE max(land, supply) END,
  half, n IS NULL
FROM (SELECT f.name AS park, f.n, 100 * abs(a.total_ha - ifnull(f.all_ha - f.stateless, 0)) / a.total_ha AS land,
        100 * abs(a.total_ha - ifnull(f.all_ha - f.supplyless, 0)) / a.total_ha AS supply, (ifnull(f.n, 0) + 2) * 0.51e-6 / a.total_ha AS half
      FROM fact f JOIN run LEFT JOIN park_area a ON a.park_row = f.park_row AND (basis = 'measured' OR ifnull(f.known = f.n, 1))) q
  JOIN (SELECT 'land_closure_pct' AS name UNION SELECT 'supply_closure_pct' UNION SELECT 'max(land_closure_pct, supply_closure_pct)') k

-- Land that is not yet overdue is not told from land of which the day of approval is missing.
-- needs: parks register land_state indicators
INSERT INTO named
SELECT p.park, 'overdue_approval_ha', CASE WHEN count(l.n) > 0 AND e.area_ha IS NOT NULL
    THEN total(CASE WHEN l.supply_state LIKE 'E%' AND l.stock_class = 'S1b' THEN l.area_ha END) END,
  (count(l.n) + 1) * 0.5001e-8, total(l.supply_state LIKE 'E%' AND l.stock_class IS NOT 'S1b') > 0 OR e.open
FROM parks p LEFT JOIN land l ON l.park = p.park LEFT JOIN known_land e ON e.park = p.park AND e.code = 'E' GROUP BY p.n
UNION ALL
SELECT p.park, 'low_efficiency_ha', CASE WHEN count(l.n) > 0 AND e.area_ha IS NOT NULL
    THEN total(CASE WHEN l.land_state LIKE 'A2%' AND l.stock_class = 'S3b' THEN l.area_ha END) END,
  (count(l.n) + 1) * 0.5001e-8, total(l.land_state LIKE 'A2%' AND l.stock_class IS NOT 'S3b') > 0 OR e.open
FROM parks p LEFT JOIN land l ON l.park = p.park LEFT JOIN known_land e ON e.park = p.park AND e.code = 'A2' GROUP BY p.n

-- needs: parks register clocks
INSERT INTO named
SELECT p.park, 'recoverable_parcels', CASE WHEN count(l.n) > 0 AND total(l.idle_status = 'UNKNOWN') = 0
    THEN total(l.idle_status = 'IDLE2' AND c.route IS NOT 'ART12') END, 0.0, 0
FROM parks p LEFT JOIN land l ON l.park = p.park LEFT JOIN clocks c ON c.parcel_id = l.parcel_id GROUP BY p.n

-- needs: parks park_places park_constraints
INSERT INTO named
SELECT q.park, k.name, CASE k.name WHEN 'forbidden_pct' THEN 100 * q.share ELSE q.share * a.total_ha END,
  CASE k.name WHEN 'forbidden_pct' THEN 100 ELSE a.total_ha END * 1.1e-8 / q.area_ha, 0
FROM (SELECT p.n, p.park, p.area_ha, CASE WHEN EXISTS (SELECT 1 FROM park_constraints c WHERE c.park = p.park AND c.effect = 'forbid')
        THEN f.forbidden_ha / p.area_ha END AS share
      FROM parks p LEFT JOIN park_places f ON f.park = p.park) q JOIN park_area a ON a.park_row = q.n
  JOIN (SELECT 'forbidden_pct' AS name UNION SELECT 'forbidden_ha') k
UNION ALL
SELECT p.park, 'inside_boundary_pct', 100 * c.inside_ha / p.area_ha, 1.1e-6 / p.area_ha, 0
FROM parks p LEFT JOIN park_constraints c ON c.park = p.park AND c.[constraint] = '城镇开发边界'
UNION ALL
SELECT park, 'overlap_ha', overlap_ha, 0.5001e-8, 0 FROM park_places
UNION ALL
SELECT park, 'nearest_park_km', nearest_m / 1000, 0.51e-7, 0 FROM park_places

-- needs: parks register land_state indicators park_places park_constraints
INSERT INTO named
SELECT f.park, 'max(C / T * 100, forbidden_pct)', max(100 * c.value / t.value, f.value), f.half + 100 * 1.01e-8 / t.value, c.open
FROM named f JOIN named c ON c.park = f.park AND c.name = 'C' JOIN named t ON t.park = f.park AND t.name = 'T' WHERE f.name = 'forbidden_pct'

-- Places in percent and the median are for classes of enough parks.
-- needs: parks scores
CREATE TABLE class_middle AS
SELECT class, avg(combined) AS median FROM (SELECT class, combined, row_number() OVER (PARTITION BY class ORDER BY combined) AS place,
  count(*) OVER (PARTITION BY class) AS n FROM ranked) WHERE place IN ((n + 1) / 2, (n + 2) / 2) GROUP BY class

-- needs: parks scores
CREATE TABLE placed AS
SELECT s.*, h.park_code AS code, s.class_parks >= class_parks_min AND s.class_parks > 0 AS is_enough, m.median,
  (SELECT count(*) FROM ranked o WHERE o.class = s.class AND o.combined < s.combined) AS worse
FROM head h JOIN scores s ON s.park = h.park JOIN run LEFT JOIN class_middle m ON m.class = s.class

-- needs: parks scores
INSERT INTO named
SELECT park, 'score', combined, 0.51e-4, 0 FROM placed UNION ALL
SELECT park, 'class_parks', class_parks, 0.0, 0 FROM placed UNION ALL
SELECT park, 'class_median', CASE WHEN is_enough THEN median END, 0.51e-4, 0 FROM placed UNION ALL
SELECT park, 'score - class_median', CASE WHEN is_enough THEN combined - median END, 1.02e-4, 0 FROM placed UNION ALL
SELECT park, 'class_rank_pct', CASE WHEN is_enough THEN 100.0 * rank_class / class_parks END, 0.0, 0 FROM placed UNION ALL
SELECT park, 'class_last_pct', CASE WHEN is_enough AND rank_class IS NOT NULL THEN 100.0 * (worse + 1) / class_parks END, 0.0, 0
FROM placed UNION ALL
SELECT park, 'previous_score', previous_combined, 0.51e-4, 0 FROM placed UNION ALL
SELECT park, 'score_change', change, 0.51e-4, 0 FROM placed

-- needs: parks scores register land_state indicators
INSERT INTO named
SELECT h.park, 'expansion_ready_ha', l.area_ha, 0.5001e-8, ifnull(l.open, 0) FROM head h LEFT JOIN area a ON a.whole = h.whole AND a.is_expansion
  LEFT JOIN known_land l ON l.park = a.park AND l.code = 'E'

-- needs: potential
INSERT INTO named
SELECT park, 'years_3', years_3, 0.51e-6, 0 FROM potential WHERE kind = 'expansion' UNION ALL
SELECT park, 'years_5', years_5, 0.51e-6, 0 FROM potential WHERE kind = 'expansion'

-- needs: compliance_summary
INSERT INTO named SELECT park, 'compliance_pct', met_pct, 0.51e-4, 0 FROM compliance_summary

CREATE INDEX named_key ON named (park, name)

-- ---- indicators of one's own ----

CREATE TABLE own_part AS
SELECT json_extract(r.value, '$.code') AS code, k.part, trim(json_extract(r.value, '$.' || k.part)) AS expression
FROM run_json, json_each(text, '$.policy.indicators') r, (SELECT 'numerator' AS part UNION SELECT 'denominator') k

-- group: indicators: parts of own indicators against the other tables
-- needs: indicators
-- when: EXISTS (SELECT 1 FROM own_part WHERE expression IN (SELECT name FROM named))
SELECT i.park AS place, i.code || ' ' || o.part AS figure, CASE o.part WHEN 'numerator' THEN i.numerator ELSE i.denominator END AS seen,
  CASE WHEN d.open AND CASE o.part WHEN 'numerator' THEN i.numerator ELSE i.denominator END IS NULL THEN NULL ELSE d.value END AS computed,
  0.51e-8 + ifnull(d.half, 0) AS lim
FROM indicators i JOIN own_part o ON o.code = i.code JOIN named d ON d.park = i.park AND d.name = o.expression

-- group: indicators: computed parts of own indicators
-- needs: indicators
-- when: EXISTS (SELECT 1 FROM own_part WHERE expression NOT IN (SELECT name FROM named))
-- open: (SELECT 'no other table has ' || substr(group_concat(DISTINCT expression), 1, 150) FROM own_part WHERE expression NOT IN (SELECT name FROM named))
SELECT park AS place, code AS figure, value AS seen, value AS computed, 0.0 AS lim FROM indicators WHERE 0

-- ---- items ----

-- needs: compliance
CREATE TABLE item AS
SELECT c.*, r.expression, r.operator AS due_operator, r.threshold AS due_threshold, r.weight AS due_weight
FROM compliance c LEFT JOIN item_rule r ON r.code = c.item WHERE c.level = 'park'

-- group: compliance: operators, thresholds and weights against run.json
-- needs: compliance parks
SELECT park AS place, item || ' operator' AS figure, operator AS seen, due_operator AS computed, 0.0 AS lim FROM item
UNION ALL
SELECT park, item || ' threshold', threshold, due_threshold, 0.51e-6 FROM item
UNION ALL
SELECT park, item || ' weight', weight, due_weight, 0.51e-6 FROM item
UNION ALL
SELECT p.park, 'items', (SELECT count(*) FROM item i WHERE i.park = p.park),
  CASE WHEN instr(p.scope, '发展方向区') OR ifnull(p.candidate, 'no') = 'yes' THEN 0 ELSE (SELECT count(*) FROM item_rule) END, 0.0
FROM parks p

-- A value written as the line itself may lie on either side of it. What has no value is not known,
-- or nothing is asked; a broken boundary is not met.
-- group: compliance: results and gaps from values and thresholds
-- needs: compliance
SELECT ifnull(c.parcel_id, c.park) AS place, c.item || ' result' AS figure, c.result AS seen,
  CASE WHEN c.threshold IS NULL THEN 'NOT_APPLICABLE'
    WHEN c.value IS NULL THEN CASE WHEN c.result = 'NOT_APPLICABLE' OR (c.result = 'NOT_MET' AND r.expression = 'boundary_difference_pct')
      THEN c.result ELSE 'NODATA' END
    WHEN abs(c.value - c.threshold) <= 1e-6 AND c.value <> 0 THEN CASE WHEN c.result = 'NOT_MET' THEN 'NOT_MET' ELSE 'MET' END
    WHEN CASE c.operator WHEN '>=' THEN c.value >= c.threshold WHEN '<=' THEN c.value <= c.threshold WHEN '>' THEN c.value > c.threshold
      WHEN '<' THEN c.value < c.threshold ELSE c.value = c.threshold END THEN 'MET' ELSE 'NOT_MET' END AS computed, 0.0 AS lim
FROM compliance c LEFT JOIN item_rule r ON r.code = c.item
UNION ALL
SELECT ifnull(parcel_id, park), item || ' gap', gap,
  CASE WHEN CASE operator WHEN '>=' THEN value >= threshold WHEN '<=' THEN value <= threshold WHEN '>' THEN value > threshold
    WHEN '<' THEN value < threshold ELSE value = threshold END THEN 0.0 ELSE abs(value - threshold) END, 1.6e-6
FROM compliance WHERE value IS NOT NULL AND threshold IS NOT NULL
UNION ALL
SELECT ifnull(parcel_id, park), item || ' gap', gap, NULL, 0.0 FROM compliance WHERE value IS NULL OR threshold IS NULL
UNION ALL
SELECT parcel_id, item || ' result', result, 'NOT_MET', 0.0 FROM compliance WHERE level = 'parcel'

-- group: compliance: values against the other tables
-- needs: compliance
SELECT i.park AS place, i.item || ' ' || i.expression AS figure, i.value AS seen,
  CASE WHEN i.value IS NULL AND d.open THEN NULL ELSE d.value END AS computed, 0.51e-6 + ifnull(d.half, 0) AS lim
FROM item i JOIN named d ON d.park = i.park AND d.name = i.expression

-- Shares of parcels that are counted in the register.
CREATE TABLE counted (name TEXT)

INSERT INTO counted VALUES ('register_complete_pct'), ('disposal_plan_pct'), ('far_met_pct'), ('coefficient_met_pct'), ('investment_met_pct')

-- Who is asked: supplied land, idle land, built industrial land. Those who cannot be placed may be
-- asked, too.
-- needs: compliance register
CREATE TABLE asked AS
SELECT i.n, i.value, i.result, i.status, i.threshold, count(l.n) AS pieces,
  total(CASE i.expression WHEN 'register_complete_pct' THEN l.supply_state LIKE 'D%' WHEN 'disposal_plan_pct' THEN l.is_idle
    ELSE l.land_state LIKE 'A2%' END) AS n_asked,
  total(CASE i.expression WHEN 'register_complete_pct' THEN l.supply_state IS NULL WHEN 'disposal_plan_pct' THEN NOT l.is_idle
    ELSE l.land_state IS NULL OR l.land_state = 'A' END) AS n_open,
  (SELECT count(DISTINCT c.parcel_id) FROM compliance c WHERE c.park = i.park AND c.item = i.item AND c.level = 'parcel') AS listed,
  i.park, i.item, i.expression
FROM item i LEFT JOIN land l ON l.park = i.park
WHERE i.expression IN (SELECT name FROM counted) GROUP BY i.n

-- The status says how many could be judged, where not all could.
-- group: compliance: shares of parcels against the register and the parcels listed
-- needs: compliance register
-- open: CASE WHEN idle_from <> 'clock' THEN 'idle land is taken from the records, which no table repeats' END
SELECT park AS place, item || ' ' || expression AS figure, value AS seen, CASE WHEN judged > 0 THEN 100 * (judged - listed) / judged END AS computed,
  0.51e-6 AS lim
FROM (SELECT *, CASE WHEN status LIKE 'judged %' THEN CAST(substr(status, 8) AS REAL) ELSE n_asked END AS judged FROM asked
      WHERE threshold IS NOT NULL)
UNION ALL
SELECT park, item || ' result without a value', result, CASE WHEN n_asked > 0 OR pieces = 0 THEN 'NODATA' WHEN n_open = 0 THEN 'NOT_APPLICABLE'
  ELSE result END, 0.0
FROM asked WHERE value IS NULL AND threshold IS NOT NULL

-- group: compliance: values of other expressions
-- needs: compliance
-- when: EXISTS (SELECT 1 FROM item_rule WHERE expression NOT IN (SELECT name FROM named UNION SELECT name FROM counted))
-- open: (SELECT 'no other table has ' || substr(group_concat(expression, '; '), 1, 150) FROM item_rule WHERE expression NOT IN (SELECT name FROM named UNION SELECT name FROM counted))
SELECT park AS place, item AS figure, value AS seen, value AS computed, 0.0 AS lim FROM item WHERE 0

-- One that is not known keeps the share from being known, unless it weighs nothing.
-- group: compliance_summary: against compliance
-- needs: compliance_summary compliance
SELECT s.park AS place, k.figure AS figure, CASE k.figure WHEN 'items' THEN s.items WHEN 'met' THEN s.met WHEN 'not_met' THEN s.not_met
    WHEN 'nodata' THEN s.nodata ELSE s.not_applicable END AS seen,
  (SELECT count(*) FROM item i WHERE i.park = s.park AND (k.figure = 'items' OR lower(i.result) = k.figure)) AS computed, 0.0 AS lim
FROM compliance_summary s JOIN (SELECT 'items' AS figure UNION SELECT 'met' UNION SELECT 'not_met' UNION SELECT 'nodata'
  UNION SELECT 'not_applicable') k
UNION ALL
SELECT s.park, 'met_pct', s.met_pct, CASE WHEN total(i.result = 'NODATA' AND i.weight > 0) = 0 AND total(CASE WHEN i.result IN ('MET', 'NOT_MET')
    THEN i.weight END) > 0 THEN 100 * total(CASE WHEN i.result = 'MET' THEN i.weight END) / total(CASE WHEN i.result IN ('MET', 'NOT_MET') THEN i.weight END) END,
  0.51e-4
FROM compliance_summary s LEFT JOIN item i ON i.park = s.park GROUP BY s.n

-- ---- the assessment ----

-- Several areas of one candidate have one code, and cannot be told apart here.
-- needs: assessment parks scores
CREATE TABLE assessed AS
SELECT s.*, h.n AS area, h.park FROM assessment s JOIN head h ON h.park_code = s.park_code
WHERE (SELECT count(*) FROM assessment o WHERE o.park_code = s.park_code) = 1

-- needs: assessment
CREATE VIEW assessed_figure AS
SELECT n, 'supply_rate' AS name, supply_rate AS value, 0.51e-4 AS half FROM assessment
UNION ALL SELECT n, 'built_rate', built_rate, 0.51e-4 FROM assessment
UNION ALL SELECT n, 'idle_rate', idle_rate, 0.51e-4 FROM assessment
UNION ALL SELECT n, 'industrial_rate', industrial_rate, 0.51e-4 FROM assessment
UNION ALL SELECT n, 'population_per_ha', population_per_ha, 1e-9 FROM assessment
UNION ALL SELECT n, 'tax_per_ha', tax_per_ha, 1e-9 FROM assessment
UNION ALL SELECT n, 'score', score, 1e-9 FROM assessment
UNION ALL SELECT n, 'previous_score', previous_score, 1e-9 FROM assessment
UNION ALL SELECT n, 'score_change', change, 1e-9 FROM assessment
UNION ALL SELECT n, 'D22', expired_ha, 1e-9 FROM assessment
UNION ALL SELECT n, 'G', idle_ha, 1e-9 FROM assessment
UNION ALL SELECT n, 'low_efficiency_ha', low_efficiency_ha, 1e-9 FROM assessment
UNION ALL SELECT n, 'years_3', years_3, 1e-9 FROM assessment
UNION ALL SELECT n, 'years_5', years_5, 1e-9 FROM assessment
UNION ALL SELECT n, 'compliance_pct', compliance_pct, 1e-9 FROM assessment

-- group: assessment: figures against their tables
-- needs: assessment parks scores
SELECT s.park_code AS place, f.name AS figure, f.value AS seen, CASE WHEN f.value IS NULL AND d.open THEN NULL ELSE d.value END AS computed,
  f.half + d.half * (f.half > 1e-6 OR d.open) AS lim
FROM assessed s JOIN assessed_figure f ON f.n = s.n JOIN named d ON d.park = s.park AND d.name = f.name
UNION ALL
SELECT 'all parks', 'rows of assessment', (SELECT count(*) FROM assessment),
  (SELECT count(*) FROM head WHERE NOT is_candidate) + (SELECT count(*) FROM area WHERE is_candidate), 0.0

-- group: assessment: class, band and ranks against scores
-- needs: assessment parks scores
SELECT s.park_code AS place, k.figure AS figure, CASE k.figure WHEN 'class' THEN s.class WHEN 'eval_type' THEN s.eval_type
    WHEN 'partial' THEN s.partial WHEN 'band' THEN s.band WHEN 'rank_type' THEN s.rank_type WHEN 'type_parks' THEN s.type_parks
    WHEN 'rank_class' THEN s.rank_class ELSE s.class_parks END AS seen,
  CASE k.figure WHEN 'class' THEN r.class WHEN 'eval_type' THEN r.eval_type
    WHEN 'partial' THEN CASE WHEN r.combined IS NOT NULL THEN r.partial END WHEN 'band' THEN r.band WHEN 'rank_type' THEN r.rank_type
    WHEN 'type_parks' THEN CASE WHEN r.rank_type IS NOT NULL THEN r.type_parks END WHEN 'rank_class' THEN r.rank_class
    ELSE CASE WHEN r.rank_class IS NOT NULL THEN r.class_parks END END AS computed, 0.0 AS lim
FROM assessed s LEFT JOIN scores r ON r.park = s.park JOIN (SELECT 'class' AS figure UNION SELECT 'eval_type' UNION SELECT 'partial'
  UNION SELECT 'band' UNION SELECT 'rank_type' UNION SELECT 'type_parks' UNION SELECT 'rank_class' UNION SELECT 'class_parks') k

-- group: assessment: potentials
-- needs: assessment parks scores potential
SELECT s.park_code AS place, k.kind AS figure, CASE k.kind WHEN 'expansion' THEN s.expansion_ha WHEN 'expansion_industrial'
  THEN s.expansion_industrial_ha WHEN 'structure' THEN s.structure_ha ELSE s.expired_ha END AS seen, p.area_ha AS computed, 1e-9 AS lim
FROM assessed s JOIN (SELECT 'expansion' AS kind UNION SELECT 'expansion_industrial' UNION SELECT 'structure' UNION SELECT 'expired') k
  LEFT JOIN potential p ON p.park = s.park AND p.kind = k.kind

-- Conditions stand behind the flag that they belong to.
-- needs: assessment_flags
CREATE TABLE asked_condition AS
SELECT c.*, (SELECT max(h.n) FROM assessment_flags h WHERE h.n < c.n AND h.condition IS NULL) AS head
FROM assessment_flags c WHERE c.condition IS NOT NULL

-- needs: assessment_flags
CREATE INDEX asked_condition_head ON asked_condition (head)

-- group: assessment_flags: conditions against run.json
-- needs: assessment_flags
SELECT c.park_code AS place, c.flag || ' ' || c.[case] || ' ' || c.condition || ' expression' AS figure, trim(c.expression) AS seen,
  r.expression AS computed, 0.0 AS lim
FROM asked_condition c LEFT JOIN flag_rule r ON r.flag = c.flag AND r.[case] = c.[case] AND r.condition = c.condition
UNION ALL
SELECT c.park_code, c.flag || ' ' || c.[case] || ' ' || c.condition || ' operator', c.operator, r.operator, 0.0
FROM asked_condition c LEFT JOIN flag_rule r ON r.flag = c.flag AND r.[case] = c.[case] AND r.condition = c.condition
UNION ALL
SELECT c.park_code, c.flag || ' ' || c.[case] || ' ' || c.condition || ' threshold', c.threshold, r.threshold, abs(c.threshold) * 0.51e-8
FROM asked_condition c LEFT JOIN flag_rule r ON r.flag = c.flag AND r.[case] = c.[case] AND r.condition = c.condition
UNION ALL
SELECT h.park_code, h.flag || ' conditions', (SELECT count(*) FROM asked_condition c WHERE c.head = h.n AND c.flag = h.flag),
  (SELECT count(*) FROM flag_rule r WHERE r.flag = h.flag), 0.0
FROM assessment_flags h WHERE h.condition IS NULL

-- needs: assessment_flags
CREATE TABLE answer AS
SELECT head, [case], CASE WHEN total(result = 'no') > 0 THEN 'no' WHEN total(result = 'nodata') > 0 THEN 'nodata' ELSE 'yes' END AS result
FROM asked_condition GROUP BY head, [case]

-- needs: assessment_flags
CREATE INDEX answer_head ON answer (head)

-- A value written as the line itself may lie on either side of it, but for 0, which is no rounded one.
-- group: assessment_flags: answers from values and lines
-- needs: assessment_flags
SELECT park_code AS place, flag || ' ' || [case] || ' ' || condition AS figure, result AS seen,
  CASE WHEN value IS NULL OR threshold IS NULL THEN 'nodata'
    WHEN abs(value - threshold) <= abs(value) * 1e-8 AND value <> 0 THEN CASE WHEN result = 'no' THEN 'no' ELSE 'yes' END
    WHEN CASE operator WHEN '>=' THEN value >= threshold WHEN '<=' THEN value <= threshold WHEN '>' THEN value > threshold
      WHEN '<' THEN value < threshold ELSE value = threshold END THEN 'yes' ELSE 'no' END AS computed, 0.0 AS lim
FROM asked_condition
UNION ALL
SELECT h.park_code, h.flag, h.result, CASE WHEN total(a.result = 'yes') > 0 THEN 'yes' WHEN total(a.result = 'nodata') > 0 THEN 'nodata' ELSE 'no' END, 0.0
FROM assessment_flags h LEFT JOIN answer a ON a.head = h.n WHERE h.condition IS NULL GROUP BY h.n

-- group: assessment_flags: values against the other tables
-- needs: assessment_flags assessment parks scores
SELECT c.park_code AS place, c.flag || ' ' || c.[case] || ' ' || c.condition || ' value' AS figure, c.value AS seen,
  CASE WHEN c.value IS NULL AND d.open THEN NULL ELSE d.value END AS computed, ifnull(d.half, 0) + ifnull(abs(d.value) * 0.51e-8, 0) + 1e-12 AS lim
FROM asked_condition c JOIN assessed s ON s.park_code = c.park_code JOIN named d ON d.park = s.park AND d.name = trim(c.expression)

-- group: assessment_flags: values of other expressions
-- needs: assessment_flags
-- when: EXISTS (SELECT 1 FROM flag_rule WHERE expression NOT IN (SELECT name FROM named))
-- open: (SELECT 'no other table has ' || substr(group_concat(DISTINCT expression), 1, 150) FROM flag_rule WHERE expression NOT IN (SELECT name FROM named))
SELECT park_code AS place, flag AS figure, value AS seen, value AS computed, 0.0 AS lim FROM asked_condition WHERE 0

-- group: assessment: flags against assessment_flags
-- needs: assessment assessment_flags parks scores
SELECT s.park_code AS place, k.flag AS figure, CASE k.flag WHEN 'EXPAND_SUPPORT' THEN s.expand_support WHEN 'EXPAND_AGAINST' THEN s.expand_against
    WHEN 'ADJUST' THEN s.adjust WHEN 'UPGRADE' THEN s.upgrade WHEN 'EXIT' THEN s.exit ELSE s.establish END AS seen, h.result AS computed, 0.0 AS lim
FROM assessed s JOIN (SELECT 'EXPAND_SUPPORT' AS flag UNION SELECT 'EXPAND_AGAINST' UNION SELECT 'ADJUST' UNION SELECT 'UPGRADE' UNION SELECT 'EXIT'
    UNION SELECT 'ESTABLISH') k LEFT JOIN assessment_flags h ON h.park_code = s.park_code AND h.flag = k.flag AND h.condition IS NULL
UNION ALL
SELECT s.park_code, 'flags asked', (SELECT count(*) FROM assessment_flags h WHERE h.park_code = s.park_code AND h.condition IS NULL),
  (SELECT count(DISTINCT r.flag) FROM flag_rule r WHERE (r.applies = 'candidates') = a.is_candidate), 0.0
FROM assessed s JOIN area a ON a.n = s.area
