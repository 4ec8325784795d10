#!/bin/sh
# Writes a project file for each real layer: DIR/NAME.yaml, without an output folder.
# usage: real_layers.sh DATA DIR     DATA: the folder of real layers
data=$1
out=$2
rectangle() { # file west south east north: a park that holds everything
    cat >"$1" <<JSON
{"type": "FeatureCollection", "features": [{"type": "Feature",
 "properties": {"code": "ALL", "name": "everything", "scope": "主区"},
 "geometry": {"type": "Polygon", "coordinates": [[[$2, $3], [$4, $3], [$4, $5], [$2, $5], [$2, $3]]]}}]}
JSON
}

cat >"$out/bdtopo.yaml" <<YAML
overlaps: keep
layers:
  parks: {path: $data/bdtopo-v3/COMMUNE.shp, fields: {code: INSEE_COM, name: NOM}}
  parcels: {path: $data/bdtopo-v3/ZONE_D_ACTIVITE_OU_D_INTERET.shp, fields: {id: ID, location: TOPONYME}}
  buildings: {path: $data/bdtopo-v3/BATIMENT.shp, fields: {id: ID, floors: NB_ETAGES, height: HAUTEUR}}
YAML

rectangle "$out/nyc.geojson" -74.3 40.4 -73.6 41.0
# Square feet stand under m2 here on both sides: a ratio of areas does not mind.
cat >"$out/nyc.yaml" <<YAML
area: recorded
overlaps: keep
layers:
  parks: {path: nyc.geojson}
  parcels:
    path: $data/nyc-lots/lots.geojson
    fields: {id: BBL, recorded_area: LotArea, floor_area: BldgArea, land_state: LandUse, remarks: BuiltFAR}
    units: {recorded_area: m2, floor_area: m2}
    values:
      land_state: {"01": A1, "02": A1, "03": A1, "04": A1, "05": A4, "06": A2, "07": A32, "08": A52, "09": A51, "10": A6, "11": B21}
YAML

rectangle "$out/prague.geojson" 14.39 50.09 14.42 50.12
cat >"$out/prague.yaml" <<YAML
overlaps: keep
layers:
  parks: {path: prague.geojson}
  parcels: {path: $data/momepy-bubenec/bubenec.gpkg@tessellation, fields: {id: uID}}
  buildings: {path: $data/momepy-bubenec/bubenec.gpkg@buildings, fields: {id: uID}}
YAML

rectangle "$out/lhasa.geojson" 90 29 92 30.5
cat >"$out/lhasa.yaml" <<YAML
layers:
  parks: {path: lhasa.geojson}
  parcels:
    path: $data/lhasa-landuse/拉萨市.shp
    fields: {id: UUID, recorded_area: F_AREA, land_state: Level1_cn, remarks: Level1_cn}
    units: {recorded_area: km2}
    values: {land_state: {居住用地: A1, 商业用地: A4, 工业用地: A2, 公共管理和服务用地: A5}}
YAML

for name in binxi2012 hailin2012 binxi2013 hailin2013; do
    cat >"$out/$name.yaml" <<YAML
as_of: $(echo "$name" | tr -d '[:lower:]')-12-31
layers:
  parks: {path: $data/zones-heilongjiang/$name/parks.shp}
  parcels: {path: $data/zones-heilongjiang/$name/parcels.shp}
YAML
done
cat >>"$out/binxi2013.yaml" <<YAML
tables:
  enterprises: {path: $data/zones-heilongjiang/binxi2013_enterprises/parcels.dbf}
YAML
