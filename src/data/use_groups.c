/*
 * The groups in which uses of different code systems are compared.
 *
 * Source: domain.md 3 [P]: the groups for the intensity tree; the names are ours, after the land
 * states that built land of a group has.
 */
#include "model/land_use.h"

const struct lg_use_group_entry lg_use_groups[LG_GROUP_COUNT] = {
    [LG_GROUP_NONE] = {"NONE", {"未知", "not known"}},
    [LG_GROUP_RES] = {"RES", {"住宅", "housing"}},
    [LG_GROUP_IND] = {"IND", {"工矿仓储", "industry, mining, storage"}},
    [LG_GROUP_RD] = {"RD", {"街巷", "streets"}},
    [LG_GROUP_TR] = {"TR", {"其他交通运输", "other transport"}},
    [LG_GROUP_COM] = {"COM", {"商服", "commerce, services"}},
    [LG_GROUP_GRN] = {"GRN", {"公园与绿地", "parks and green"}},
    [LG_GROUP_PUB] = {"PUB", {"其他公共管理与公共服务", "other public"}},
    [LG_GROUP_SPC] = {"SPC", {"特殊及其他城镇建设", "special and other urban"}},
    [LG_GROUP_RUR] = {"RUR", {"农村建设", "rural construction"}},
    [LG_GROUP_AGR] = {"AGR", {"农用", "farming, forest, grass"}},
    [LG_GROUP_WAT] = {"WAT", {"水域与湿地", "water, wetland"}},
    [LG_GROUP_OTH] = {"OTH", {"其他", "other land"}},
};
