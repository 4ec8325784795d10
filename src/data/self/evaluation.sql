-- Scores, ranks, published figures, potentials, changes and the spread of scores, made again from
-- the indicators and from the rules that run.json repeats, by the formulas of method.md 11 and 13.

-- ---- the rules ----

-- Rows in the order in which the first that fits counts. types, scopes: NULL for all.
CREATE TABLE ideal_rule AS
SELECT r.key AS seq, json_extract(r.value, '$.park') AS park_code, json_extract(r.value, '$.type') AS types,
  json_extract(r.value, '$.scope') AS scopes, json_extract(r.value, '$.of') AS code, json_extract(r.value, '$.value') AS value
FROM run_json, json_each(text, '$.policy.ideals') r

CREATE TABLE tree_node AS
SELECT json_extract(t.value, '$.type') AS type, json_extract(t.value, '$.scope') AS scope,
  json_extract(r.value, '$.code') AS code, json_extract(r.value, '$.parent') AS parent,
  json_extract(r.value, '$.weight') AS weight
FROM run_json, json_each(text, '$.policy.trees') t, json_each(t.value, '$.nodes') r

CREATE TABLE published AS
SELECT r.key AS seq, json_extract(r.value, '$.line') AS line, json_extract(r.value, '$.region') AS region,
  json_extract(r.value, '$.year') AS year, json_extract(r.value, '$.data_date') AS data_date,
  json_extract(r.value, '$.type') AS types, json_extract(r.value, '$.of') AS code, json_extract(r.value, '$.value') AS value
FROM run_json, json_each(text, '$.policy.benchmarks') r

CREATE TABLE band AS
SELECT json_extract(r.value, '$.code') AS code, json_extract(r.value, '$.from') AS least
FROM run_json, json_each(text, '$.policy.bands') r

-- Indicators of which less is better.
CREATE TABLE less_is_better AS
SELECT 'C11' AS code UNION
SELECT json_extract(r.value, '$.code') FROM run_json, json_each(text, '$.policy.indicators') r
WHERE json_extract(r.value, '$.sense') = 'negative'

-- ---- the areas ----

-- The areas of a park are the rows of its code. What is of the whole park stands at its main area,
-- or at the first that it has. tree: the scope that the rules name, which a bureau's own word may
-- have in it.
-- needs: parks scores
CREATE TABLE area AS
SELECT p.n, p.park, p.park_code, ifnull(p.park_code, 'row ' || p.n) AS whole,
  CASE WHEN instr(p.scope, '发展方向区') THEN '发展方向区' ELSE '主区' END AS tree,
  ifnull(instr(p.scope, '发展方向区'), 0) > 0 AS is_expansion, ifnull(p.candidate, 'no') = 'yes' AS is_candidate,
  s.eval_type, s.class, s.combined
FROM parks p LEFT JOIN scores s ON s.park = p.park

-- needs: parks scores
CREATE TABLE head AS
SELECT a.*, count(*) AS areas, total(b.is_expansion) AS expansions
FROM area a JOIN area b ON b.whole = a.whole
WHERE a.n = (SELECT o.n FROM area o WHERE o.whole = a.whole ORDER BY o.is_expansion, o.n LIMIT 1) GROUP BY a.n

-- Whole parks that take part in the ranks.
-- needs: parks scores
CREATE TABLE ranked AS
SELECT park, eval_type, class, combined FROM head WHERE NOT is_candidate AND combined IS NOT NULL

-- needs: parks scores
CREATE TABLE due_ideal AS
SELECT a.park, r.code, min(r.seq) AS seq, r.value
FROM area a JOIN ideal_rule r ON (r.park_code IS NULL OR r.park_code = a.park_code)
  AND (r.types IS NULL OR EXISTS (SELECT 1 FROM json_each(r.types) t WHERE t.value = a.eval_type))
  AND (r.scopes IS NULL OR EXISTS (SELECT 1 FROM json_each(r.scopes) t WHERE t.value = a.tree))
WHERE a.eval_type IS NOT NULL GROUP BY a.park, r.code

-- needs: parks scores
CREATE INDEX due_ideal_key ON due_ideal (park, code)

-- ---- land as the formulas take it ----

-- needs: parks register land_state indicators
CREATE TABLE above AS
SELECT s.park, c.code, count(*) AS n FROM state_sum s JOIN state c ON substr(c.code, 1, length(s.code)) = s.code AND s.code <> c.code
GROUP BY s.park, c.code

-- needs: parks register land_state indicators
CREATE INDEX above_key ON above (park, code)

-- Land of a code is known when all land has an area and, within the tolerance of the identities, a
-- code of its classification, and no row has a code above only. A row that constraints turn whole
-- keeps the code that it was surveyed with. Of a park without rows nothing is known; some formulas
-- take it for none. G is the land of the idle rate.
-- needs: parks register land_state indicators
CREATE TABLE known_land AS
SELECT f.name AS park, l.code, f.n IS NULL OR f.turned_cells > 0 AS open,
  CASE WHEN f.n IS NULL THEN 0.0 WHEN f.known < f.n OR v.n > 0 OR (l.code LIKE 'A_%' AND f.only_a > f.tolerance)
    OR CASE WHEN l.code < 'D' THEN f.stateless ELSE f.supplyless END > f.tolerance THEN NULL ELSE ifnull(l.area_ha, 0.0) END AS area_ha
FROM fact f JOIN land_state l ON l.park = f.name LEFT JOIN above v ON v.park = f.name AND v.code = l.code
UNION ALL
SELECT f.name, 'G', f.n IS NULL, CASE WHEN f.n IS NULL THEN 0.0 ELSE i.numerator END
FROM fact f LEFT JOIN indicators i ON i.park = f.name AND i.code = 'C11'

-- needs: parks register land_state indicators
CREATE INDEX known_land_key ON known_land (park, code)

-- ---- scores ----

-- With renormalise a weight is that of what is left.
-- group: score_nodes: weights against the trees of run.json
-- needs: score_nodes parks scores
SELECT s.park AS place, s.code || ' weight' AS figure, s.weight AS seen,
  CASE WHEN NOT renormalises OR s.level = 'area' THEN t.weight
    WHEN s.score IS NOT NULL AND t.weight > 0 THEN t.weight / (SELECT total(o.weight) FROM tree_node o JOIN score_nodes q
      ON q.park = s.park AND q.code = o.code WHERE o.type = t.type AND o.scope = t.scope AND o.parent = t.parent AND q.score IS NOT NULL)
    END AS computed, 0.51e-8 AS lim
FROM score_nodes s JOIN run LEFT JOIN area a ON a.park = s.park
  LEFT JOIN tree_node t ON t.type = a.eval_type AND t.scope = a.tree AND t.code = s.code AND t.parent IS s.parent
WHERE NOT (renormalises AND s.level = 'area')
UNION ALL
SELECT a.park, 'nodes', (SELECT count(*) FROM score_nodes s WHERE s.park = a.park),
  (SELECT count(*) FROM tree_node t WHERE t.type = a.eval_type AND t.scope = a.tree), 0.0
FROM area a

-- group: score_nodes: values against indicators, ideals against run.json
-- needs: score_nodes indicators parks scores
SELECT s.park AS place, s.code || ' value' AS figure, s.value AS seen, i.value AS computed, 1e-9 AS lim
FROM score_nodes s LEFT JOIN indicators i ON i.park = s.park AND i.code = s.code WHERE s.level = 'indicator'
UNION ALL
SELECT s.park, s.code || ' ideal', s.ideal, d.value, 0.51e-6
FROM score_nodes s LEFT JOIN due_ideal d ON d.park = s.park AND d.code = s.code WHERE s.level = 'indicator'

-- needs: score_nodes
CREATE TABLE standard AS
SELECT n, park, code, score, capped, CASE WHEN whole > 0 THEN 100 * part / whole END AS raw,
  ifnull(100 * 0.51e-6 * (1 + abs(part) / whole) / whole, 0) AS lim
FROM (SELECT s.*, CASE WHEN l.code IS NULL THEN s.value ELSE 100 - s.value END AS part,
        CASE WHEN l.code IS NULL THEN s.ideal ELSE 100 - s.ideal END AS whole
      FROM score_nodes s LEFT JOIN less_is_better l ON l.code = s.code WHERE s.level = 'indicator')

-- group: score_nodes: standard values from value and ideal
-- needs: score_nodes
SELECT park AS place, code || ' score' AS figure, score AS seen,
  max(0.0, CASE WHEN is_capped THEN min(raw, 100.0) ELSE raw END) AS computed, 0.51e-6 + lim AS lim
FROM standard, run
UNION ALL
SELECT park, code || ' capped', capped, CASE WHEN raw IS NULL THEN NULL WHEN abs(raw - 100) <= lim THEN capped
  WHEN is_capped AND raw > 100 THEN 'yes' ELSE 'no' END, 0.0
FROM standard, run

-- Nothing that is missing below makes a score, unless the rules leave it out; what weighs nothing
-- does not count.
-- group: score_nodes: scores are the weighted sums of what is below
-- needs: score_nodes
SELECT p.park AS place, p.code || ' score' AS figure, p.score AS seen,
  CASE WHEN renormalises AND count(c.score) > 0 THEN total(c.weight * c.score)
    WHEN NOT renormalises AND total(c.weight > 0 AND c.score IS NULL) = 0 THEN total(c.weight * c.score) END AS computed,
  0.51e-6 + count(*) * 1.1e-6 AS lim
FROM run, score_nodes p JOIN score_nodes c ON c.park = p.park AND c.parent = p.code GROUP BY p.n
UNION ALL
SELECT park, code || ' weighted', weighted, weight * score, 1.1e-6 FROM score_nodes
UNION ALL
SELECT p.park, p.code || ' partial', p.partial, CASE WHEN p.score IS NULL THEN NULL
  WHEN renormalises AND total(c.score IS NULL OR c.partial = 'yes') > 0 THEN 'yes' ELSE 'no' END, 0.0
FROM run, score_nodes p JOIN score_nodes c ON c.park = p.park AND c.parent = p.code AND ifnull(c.weight, 1) > 0 GROUP BY p.n

-- needs: scores
CREATE VIEW score_figure AS
SELECT park, 'A' AS code, 'goal_a' AS key, goal_a AS score FROM scores
UNION ALL SELECT park, 'B', 'goal_b', goal_b FROM scores
UNION ALL SELECT park, 'C', 'goal_c', goal_c FROM scores
UNION ALL SELECT park, 'A1', 'a1', a1 FROM scores
UNION ALL SELECT park, 'A2', 'a2', a2 FROM scores
UNION ALL SELECT park, 'A3', 'a3', a3 FROM scores
UNION ALL SELECT park, 'B1', 'b1', b1 FROM scores
UNION ALL SELECT park, 'B2', 'b2', b2 FROM scores
UNION ALL SELECT park, 'C1', 'c1', c1 FROM scores

-- group: scores: against score_nodes
-- needs: scores score_nodes
SELECT f.park AS place, f.key AS figure, f.score AS seen, s.score AS computed, 0.516e-4 AS lim
FROM score_figure f LEFT JOIN score_nodes s ON s.park = f.park AND upper(s.code) = f.code AND s.level IN ('goal', 'sub_goal')
UNION ALL
SELECT f.park, 'score', f.score, s.score, 0.516e-4
FROM scores f LEFT JOIN score_nodes s ON s.park = f.park AND s.level = 'area'

-- group: parks: score against scores
-- needs: parks scores
SELECT p.park AS place, 'score' AS figure, p.score AS seen, s.score AS computed, 1e-9 AS lim
FROM parks p LEFT JOIN scores s ON s.park = p.park

-- The weights of the areas are those for the type of the main one.
-- needs: parks scores score_nodes
CREATE TABLE whole AS
SELECT h.park, h.areas, h.expansions, count(s.score) AS scored, total(s.score) AS score, total(w.weight) AS within,
  count(w.weight) AS weighed, total(w.weight * s.score) AS weighted, max(s.partial) AS partial
FROM head h JOIN area a ON a.whole = h.whole LEFT JOIN score_nodes s ON s.park = a.park AND s.level = 'area'
  LEFT JOIN tree_node w ON w.type = h.eval_type AND w.scope = a.tree AND w.parent IS NULL
GROUP BY h.n

-- group: scores: combined, partial and band
-- needs: scores score_nodes parks
SELECT s.park AS place, 'combined' AS figure, s.combined AS seen,
  CASE WHEN w.expansions > 1 OR w.areas - w.expansions > 1 THEN NULL
    WHEN w.areas = 1 OR (renormalises AND w.scored = 1) THEN CASE WHEN w.scored = 1 THEN w.score END
    WHEN w.scored < 2 OR w.weighed < 2 THEN NULL
    WHEN renormalises THEN w.weighted / w.within
    WHEN abs(w.within - 1) <= 1e-6 THEN w.weighted END AS computed, 0.516e-4 AS lim
FROM run, scores s LEFT JOIN whole w ON w.park = s.park
UNION ALL
SELECT s.park, 'partial', s.partial, CASE WHEN s.score IS NULL AND s.combined IS NULL THEN NULL
  WHEN w.partial = 'yes' OR (w.areas > 1 AND w.scored = 1 AND s.combined IS NOT NULL) OR n.partial = 'yes' THEN 'yes' ELSE 'no' END, 0.0
FROM scores s LEFT JOIN whole w ON w.park = s.park LEFT JOIN score_nodes n ON n.park = s.park AND n.level = 'area'
UNION ALL
SELECT park, 'band', band, (SELECT b.code FROM band b WHERE b.least <= s.combined ORDER BY b.least DESC LIMIT 1), 0.0
FROM scores s
UNION ALL
SELECT park, 'change', change, combined - previous_combined, 1.6e-4 FROM scores

-- What is equal in the four digits written is equal; candidates take no part.
-- group: scores: ranks
-- needs: scores parks
SELECT s.park AS place, 'rank_type' AS figure, s.rank_type AS seen,
  CASE WHEN r.eval_type IS NOT NULL THEN 1 + (SELECT count(*) FROM ranked o WHERE o.eval_type = r.eval_type AND o.combined > r.combined)
    END AS computed, 0.0 AS lim
FROM scores s LEFT JOIN ranked r ON r.park = s.park
UNION ALL
SELECT s.park, 'rank_class', s.rank_class,
  CASE WHEN r.class IS NOT NULL THEN 1 + (SELECT count(*) FROM ranked o WHERE o.class = r.class AND o.combined > r.combined) END, 0.0
FROM scores s LEFT JOIN ranked r ON r.park = s.park
UNION ALL
SELECT park, 'type_parks', type_parks, CASE WHEN eval_type IS NOT NULL
  THEN (SELECT count(*) FROM ranked o WHERE o.eval_type = s.eval_type) END, 0.0
FROM scores s
UNION ALL
SELECT park, 'class_parks', class_parks, CASE WHEN class IS NOT NULL THEN (SELECT count(*) FROM ranked o WHERE o.class = s.class) END, 0.0
FROM scores s

-- ---- indicators ----

-- group: indicators: ideal, standard and weight against score_nodes
-- needs: indicators score_nodes
SELECT i.park AS place, i.code || ' ideal' AS figure, i.ideal AS seen, s.ideal AS computed, 1e-9 AS lim
FROM indicators i LEFT JOIN score_nodes s ON s.park = i.park AND s.code = i.code AND s.level = 'indicator'
UNION ALL
SELECT i.park, i.code || ' standard', i.standard, s.score, 1e-9
FROM indicators i LEFT JOIN score_nodes s ON s.park = i.park AND s.code = i.code AND s.level = 'indicator'
UNION ALL
SELECT i.park, i.code || ' weight', i.weight, s.weight, 1e-9
FROM indicators i LEFT JOIN score_nodes s ON s.park = i.park AND s.code = i.code AND s.level = 'indicator'
UNION ALL
SELECT i.park, i.code || ' weighted', i.weighted, s.weighted, 1e-9
FROM indicators i LEFT JOIN score_nodes s ON s.park = i.park AND s.code = i.code AND s.level = 'indicator'
UNION ALL
SELECT i.park, i.code || ' capped', i.capped, s.capped, 0.0
FROM indicators i LEFT JOIN score_nodes s ON s.park = i.park AND s.code = i.code AND s.level = 'indicator'

-- Values with the sign by which more is better, of the areas that are ranked.
-- needs: indicators parks scores
CREATE TABLE rival AS
SELECT i.park, i.code, a.is_expansion, CASE WHEN l.code IS NULL THEN i.value ELSE -i.value END AS value
FROM indicators i JOIN area a ON a.park = i.park LEFT JOIN less_is_better l ON l.code = i.code
WHERE NOT a.is_candidate AND i.value IS NOT NULL

-- needs: indicators parks scores
CREATE INDEX rival_key ON rival (code, is_expansion, value)

-- needs: indicators parks scores
CREATE INDEX rival_park ON rival (park, code)

-- group: indicators: ranks
-- needs: indicators parks scores
SELECT i.park AS place, i.code || ' rank' AS figure, i.rank AS seen,
  CASE WHEN r.value IS NOT NULL THEN 1 + (SELECT count(*) FROM rival o
    WHERE o.code = r.code AND o.is_expansion = r.is_expansion AND o.value > r.value) END AS computed, 0.0 AS lim
FROM indicators i LEFT JOIN rival r ON r.park = i.park AND r.code = i.code
UNION ALL
SELECT i.park, i.code || ' rank_of', i.rank_of, CASE WHEN a.is_candidate THEN 0 ELSE (SELECT count(*) FROM rival o
    WHERE o.code = i.code AND o.is_expansion = a.is_expansion) END, 0.0
FROM indicators i JOIN area a ON a.park = i.park

-- ---- published figures ----

-- needs: parks scores
CREATE TABLE beside AS
SELECT a.park, p.*
FROM area a JOIN published p ON p.types IS NULL OR EXISTS (SELECT 1 FROM json_each(p.types) t WHERE t.value = a.eval_type)

-- needs: parks scores
CREATE INDEX beside_key ON beside (park, code, line)

-- group: benchmarks: against indicators and run.json
-- needs: benchmarks indicators parks scores
SELECT b.park AS place, b.code || ' ' || b.line || ' benchmark' AS figure, b.benchmark AS seen, p.value AS computed, 0.51e-6 AS lim
FROM benchmarks b LEFT JOIN beside p ON p.park = b.park AND p.code = b.code AND p.line = b.line
UNION ALL
SELECT b.park, b.code || ' ' || b.line || ' data_date', b.data_date, p.data_date, 0.0
FROM benchmarks b LEFT JOIN beside p ON p.park = b.park AND p.code = b.code AND p.line = b.line
UNION ALL
SELECT b.park, b.code || ' ' || b.line || ' value', b.value, i.value, 1e-9
FROM benchmarks b LEFT JOIN indicators i ON i.park = b.park AND i.code = b.code
UNION ALL
SELECT park, code || ' ' || line || ' distance', distance, value - benchmark, 1.6e-6 FROM benchmarks
UNION ALL
SELECT park, code || ' ' || line || ' distance_pct', distance_pct, CASE WHEN benchmark <> 0 THEN (value - benchmark) / benchmark * 100 END,
  0.51e-4 + ifnull(100 * 0.51e-6 * (1 + abs(value / benchmark)) / abs(benchmark), 0)
FROM benchmarks
UNION ALL
SELECT a.park, 'rows of benchmarks', (SELECT count(*) FROM benchmarks b WHERE b.park = a.park),
  (SELECT count(*) FROM beside p WHERE p.park = a.park), 0.0
FROM area a

-- National before regional, dated before undated, the latest up to the day of the run, else the
-- earliest after it, of equal ones the first.
-- group: indicators: benchmark and distance
-- needs: indicators parks scores
SELECT i.park AS place, i.code || ' benchmark' AS figure, i.benchmark AS seen,
  (SELECT p.value FROM beside p, run WHERE p.park = i.park AND p.code = i.code
   ORDER BY p.region <> 'national', p.data_date IS NULL, p.data_date > as_of,
     CASE WHEN p.data_date > as_of THEN julianday(p.data_date) ELSE -julianday(p.data_date) END, p.seq LIMIT 1) AS computed, 0.51e-6 AS lim
FROM indicators i
UNION ALL
SELECT park, code || ' benchmark_distance', benchmark_distance, value - benchmark, 1.6e-6 FROM indicators

-- ---- potentials ----

-- needs: potential parks scores register land_state indicators
CREATE TABLE potential_due AS
SELECT p.n, l.area_ha * q.share AS raw_ha, q.half * l.area_ha + abs(q.share) * 0.5001e-8 AS lim, l.open
FROM potential p JOIN area a ON a.park = p.park
  LEFT JOIN known_land l ON l.park = p.park AND l.code = CASE WHEN p.kind = 'intensity' AND a.eval_type = '工业主导型' THEN 'A2' ELSE 'A' END
  LEFT JOIN (SELECT i.park, i.code, CASE WHEN d.value > 0 THEN (d.value - i.value) / CASE WHEN i.code = 'A21' THEN 100 ELSE d.value END END AS share,
      0.51e-6 / CASE WHEN i.code = 'A21' THEN 100 ELSE d.value END AS half
    FROM indicators i JOIN due_ideal d ON d.park = i.park AND d.code = i.code) q ON q.park = p.park AND q.code = p.indicator
WHERE p.kind IN ('structure', 'intensity')
UNION ALL
SELECT p.n, CASE WHEN p.kind = 'management' THEN l.area_ha + g.area_ha ELSE l.area_ha END, 1.01e-8, l.open
FROM potential p LEFT JOIN known_land l ON l.park = p.park AND l.code = CASE p.kind WHEN 'expansion' THEN 'E'
    WHEN 'expansion_industrial' THEN 'E21' WHEN 'idle' THEN 'G' ELSE 'D22' END
  LEFT JOIN known_land g ON g.park = p.park AND g.code = 'G'
WHERE p.kind NOT IN ('structure', 'intensity')

-- group: potential: against land states, indicators and ideals
-- needs: potential parks scores register land_state indicators
SELECT p.park AS place, p.kind || ifnull(' ' || p.indicator, '') || ' raw_ha' AS figure, p.raw_ha AS seen,
  CASE WHEN p.raw_ha IS NULL AND d.open THEN NULL ELSE d.raw_ha END AS computed, 0.51e-8 + ifnull(d.lim, 0) AS lim
FROM potential p LEFT JOIN potential_due d ON d.n = p.n
UNION ALL
SELECT park, kind || ifnull(' ' || indicator, '') || ' area_ha', area_ha, max(raw_ha, 0.0), 1e-9 FROM potential
UNION ALL
SELECT a.park, 'rows of potential', (SELECT count(*) FROM potential p WHERE p.park = a.park),
  CASE a.eval_type WHEN '工业主导型' THEN 10 WHEN '产城融合型' THEN 8 ELSE 7 END, 0.0
FROM area a

-- group: potential: years of supply left
-- needs: potential
-- open: 'the supply of the years before stands in no table'
SELECT park AS place, kind AS figure, years_3 AS seen, years_3 AS computed, 0.0 AS lim FROM potential

-- ---- the run before ----

-- group: land_state: change_ha
-- needs: land_state
-- when: has_previous
SELECT park AS place, code || ' change_ha' AS figure, change_ha AS seen, area_ha - previous_ha AS computed, 3 * 0.5001e-8 AS lim
FROM land_state

-- group: indicators: change
-- needs: indicators
-- when: has_previous
-- open: 'the run before stands in no table'
SELECT park AS place, code AS figure, value AS seen, value AS computed, 0.0 AS lim FROM indicators

-- ---- the spread of scores ----

-- A share of the draws is a whole number of them.
-- group: sensitivity: against scores and in itself
-- needs: sensitivity scores parks
-- when: sensitivity
SELECT v.park_code AS place, 'score' AS figure, v.score AS seen, h.combined AS computed, 1e-9 AS lim
FROM sensitivity v LEFT JOIN head h ON h.park_code = v.park_code
UNION ALL
SELECT v.park_code, 'rank', v.rank, s.rank_type, 0.0
FROM sensitivity v LEFT JOIN head h ON h.park_code = v.park_code LEFT JOIN scores s ON s.park = h.park
UNION ALL
SELECT park_code, 'score_low', score_low, max(score_least, min(score_low, score_high)), 1e-9 FROM sensitivity
UNION ALL
SELECT park_code, 'score_high', score_high, max(score_low, min(score_high, score_most)), 1e-9 FROM sensitivity
UNION ALL
SELECT v.park_code, 'rank_worst', v.rank_worst, max(v.rank_best, min(v.rank_worst, s.type_parks)), 0.0
FROM sensitivity v LEFT JOIN head h ON h.park_code = v.park_code LEFT JOIN scores s ON s.park = h.park
UNION ALL
SELECT park_code, 'rank_kept_pct', rank_kept_pct, max(0, min(100, round(rank_kept_pct * draws / 100) * 100 / draws)), 0.51e-4
FROM sensitivity, run
UNION ALL
SELECT 'all parks', 'rows of sensitivity', (SELECT count(*) FROM sensitivity), (SELECT count(*) FROM ranked WHERE eval_type IS NOT NULL), 0.0
