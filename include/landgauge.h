/*
 * landgauge: land-use intensity and idle land of development parks. Includes the whole library.
 */
#ifndef LANDGAUGE_H
#define LANDGAUGE_H

#include "landgauge/area.h"
#include "landgauge/date.h"
#include "landgauge/diff.h"
#include "landgauge/explain.h"
#include "landgauge/names.h"
#include "landgauge/project.h"
#include "landgauge/rules.h"
#include "landgauge/run.h"
#include "landgauge/self_check.h"
#include "landgauge/status.h"

#endif
