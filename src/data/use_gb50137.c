/*
 * GB 50137-2011, classes of urban construction land: the letters of older control plans, in code
 * order. Finer codes are found by their letter and as many digits as are listed.
 *
 * Source: letters domain.md 3.3 [MH]; M1 to M3 and W1 to W3 stand beside their classes in the
 * guide's list [S50]; streets, green and research are listed because the guide parts them the same
 * way. H and E are everything that is built and everything that is not: no single use, so no group.
 * The groups are a choice of ours [P], the English names our translations.
 */
#include "model/land_use.h"

static const struct lg_use_entry entries[] = {
    {"A", {"公共管理与公共服务用地", "Public administration and service land"}, LG_GROUP_PUB},
    {"A35", {"科研用地", "Research"}, LG_GROUP_PUB},
    {"B", {"商业服务业设施用地", "Commercial and service facilities"}, LG_GROUP_COM},
    {"E", {"非建设用地", "Land not for construction"}, LG_GROUP_NONE},
    {"G", {"绿地与广场用地", "Green space and squares"}, LG_GROUP_GRN},
    {"G1", {"公园绿地", "Park"}, LG_GROUP_GRN},
    {"G2", {"防护绿地", "Protective green"}, LG_GROUP_GRN},
    {"G3", {"广场用地", "Square"}, LG_GROUP_GRN},
    {"H", {"建设用地", "Construction land"}, LG_GROUP_NONE},
    {"M", {"工业用地", "Industrial land"}, LG_GROUP_IND},
    {"M1", {"一类工业用地", "Industrial class 1"}, LG_GROUP_IND},
    {"M2", {"二类工业用地", "Industrial class 2"}, LG_GROUP_IND},
    {"M3", {"三类工业用地", "Industrial class 3"}, LG_GROUP_IND},
    {"R", {"居住用地", "Residential land"}, LG_GROUP_RES},
    {"S", {"道路与交通设施用地", "Streets and transport facilities"}, LG_GROUP_TR},
    {"S1", {"城市道路用地", "Urban street"}, LG_GROUP_RD},
    {"U", {"公用设施用地", "Utilities"}, LG_GROUP_PUB},
    {"W", {"物流仓储用地", "Logistics storage"}, LG_GROUP_IND},
    {"W1", {"一类物流仓储用地", "Logistics class 1"}, LG_GROUP_IND},
    {"W2", {"二类物流仓储用地", "Logistics class 2"}, LG_GROUP_IND},
    {"W3", {"三类物流仓储用地", "Logistics class 3"}, LG_GROUP_IND},
};

const struct lg_use_table lg_use_gb50137 = {sizeof(entries) / sizeof(entries[0]), entries};
