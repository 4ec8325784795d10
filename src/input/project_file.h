/*
 * The parts of reading a project file that its sections share.
 */
#ifndef LG_INPUT_PROJECT_FILE_H
#define LG_INPUT_PROJECT_FILE_H

#include "base/yaml.h"
#include "landgauge/project.h"
#include "model/sources.h"

/* A project file half-way between its tree and the project. */
struct lg_project_file {
    struct lg_yaml yaml;
    struct lg_project *project; /* being filled */
    const char *folder;         /* of the file, with its slash; "" for the current one */
};

/** Bytes that live as long as the project; NULL when memory is out. */
void *lg_project_take(struct lg_project *project, size_t size_bytes);

/**
 * Check that a node is a map and that it has only keys that are allowed.
 *
 * @param what     what the map is, for messages: "layers.parks"
 * @param allowed  [count] keys
 * @param later    keys that exist in the design and not in this program; ends with NULL, or NULL
 * @return LG_OK; LG_BAD_PROJECT
 */
LG_NODISCARD enum lg_status lg_project_file_keys(const struct lg_project_file *file,
                                                 const struct lg_yaml_node *map, const char *what,
                                                 const char *const *allowed, size_t count,
                                                 const char *const *later, struct lg_error *err);

/**
 * The text of an entry of a map.
 *
 * @param text  out: unchanged where the map has no such key
 * @return LG_OK; LG_BAD_PROJECT (a map, a list, nothing); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_project_file_text(const struct lg_project_file *file,
                                                 const struct lg_yaml_node *map, const char *key,
                                                 const char **text, struct lg_error *err);

/** As lg_project_file_text(), joined to the file's folder unless it is absolute or no file. */
LG_NODISCARD enum lg_status lg_project_file_path(const struct lg_project_file *file,
                                                 const struct lg_yaml_node *map, const char *key,
                                                 const char **path, struct lg_error *err);

/** A path of the file as the caller sees it; NULL when memory is out. */
const char *lg_project_file_join(const struct lg_project_file *file, const char *path);

/**
 * The constraints: a list of entries, or one.
 *
 * @param node  of layers.constraints
 * @return LG_OK; LG_BAD_PROJECT, also for two entries of one name that contradict each other;
 *         LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_project_file_constraints(const struct lg_project_file *file,
                                                        const struct lg_yaml_node *node,
                                                        struct lg_error *err);

/** Check that a node is a text with something in it. @return LG_OK; LG_BAD_PROJECT */
LG_NODISCARD enum lg_status lg_project_file_scalar(const struct lg_project_file *file,
                                                   const struct lg_yaml_node *node,
                                                   const char *what, struct lg_error *err);

/**
 * Read the layer or the layers of one kind.
 *
 * @param node    a layer or, for parks and parcels, a list of them
 * @param layers  out: in the order of the file
 * @return LG_OK; LG_BAD_PROJECT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_project_file_layers(const struct lg_project_file *file,
                                                   const struct lg_yaml_node *node,
                                                   enum lg_source_kind kind,
                                                   struct lg_layers *layers, struct lg_error *err);

/**
 * Read evidence:, where the file has it.
 * @return LG_OK; LG_BAD_PROJECT (no built:, values that are none); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_project_file_evidence(const struct lg_project_file *file,
                                                     struct lg_error *err);

#endif
