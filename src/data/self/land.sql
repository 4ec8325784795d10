-- What the figures ask of a row of the register; the self check and the explanations share it.

-- The rows inside parks. Roads (A3) and parks (A51) need neither floors nor footprints. Of land
-- without a figure its measured area counts.
-- needs: register
CREATE VIEW land AS
SELECT *, ifnull(area_ha, inside_m2 / 1e4) AS some_ha, ifnull(land_state LIKE 'A%', 0) AS is_built,
  ifnull(land_state LIKE 'A3%' OR land_state LIKE 'A51%', 0) AS is_open,
  ifnull(idle_status IN ('IDLE1', 'IDLE2', 'IDLE_S'), 0) AS is_idle
FROM register WHERE park IS NOT NULL
