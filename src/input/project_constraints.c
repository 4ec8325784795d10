/*
 * The constraints of a project: several files may make one, so that a red line delivered by county
 * is one red line.
 */
#include "base/address.h"
#include "input/project_file.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static size_t find_constraint(const struct lg_constraint_layers *constraints, const char *name)
{
    size_t found = 0;
    while (found < constraints->count && strcmp(constraints->items[found].name, name) != 0) {
        found++;
    }
    return found;
}

static bool is_same_text(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return left == right;
    return strcmp(left, right) == 0;
}

static enum lg_status add_rule(struct lg_project *project, const struct lg_constraint_rule *rule,
                               struct lg_error *err)
{
    struct lg_constraint_layers *constraints = &project->constraints;
    size_t count = constraints->count;
    struct lg_constraint_rule *items = lg_project_take(project, (count + 1) * sizeof(*items));
    const char *name = lg_project_keep(project, rule->name);
    const char *state = rule->state == NULL ? NULL : lg_project_keep(project, rule->state);
    if (items == NULL || name == NULL || (rule->state != NULL && state == NULL)) {
        return lg_fail(err, LG_NO_MEMORY, "constraint %s: no memory", rule->name);
    }
    if (count > 0) memcpy(items, constraints->items, count * sizeof(*items));
    items[count] = *rule;
    items[count].name = name;
    items[count].state = state;
    constraints->items = items;
    constraints->count = count + 1;
    return LG_OK;
}

static enum lg_status add_file(struct lg_project *project, size_t owner,
                               const struct lg_layer *layer, struct lg_error *err)
{
    struct lg_constraint_layers *constraints = &project->constraints;
    size_t count = constraints->layers.count;
    size_t *owners = lg_project_take(project, (count + 1) * sizeof(*owners));
    if (owners == NULL) return lg_fail(err, LG_NO_MEMORY, "constraints: no memory");
    if (count > 0) memcpy(owners, constraints->owners, count * sizeof(*owners));
    owners[count] = owner;
    enum lg_status status = lg_project_add_layer(project, &constraints->layers, layer->path, err);
    if (status != LG_OK) return status;
    /* Its texts belong to the project already; the path was copied just now. */
    const char *path = constraints->layers.items[count].path;
    constraints->layers.items[count] = *layer;
    constraints->layers.items[count].path = path;
    constraints->owners = owners;
    return LG_OK;
}

enum lg_status lg_project_add_constraint(struct lg_project *project,
                                         const struct lg_constraint_rule *rule,
                                         const struct lg_layer *layer, struct lg_error *err)
{
    assert(project != NULL && rule != NULL && rule->name != NULL && layer != NULL);

    const struct lg_constraint_layers *constraints = &project->constraints;
    size_t owner = find_constraint(constraints, rule->name);
    enum lg_status status = LG_OK;
    if (owner == constraints->count) {
        status = add_rule(project, rule, err);
    } else {
        const struct lg_constraint_rule *known = &constraints->items[owner];
        if (known->forbids != rule->forbids || known->binds_outside != rule->binds_outside ||
            !is_same_text(known->state, rule->state)) {
            return lg_fail(err, LG_BAD_PROJECT,
                           "constraint %s is there with another effect, state or binds; files of "
                           "one constraint have the same",
                           rule->name);
        }
    }
    return status == LG_OK ? add_file(project, owner, layer, err) : status;
}

/* The first file that the project had for a constraint: how its likes are to be read. */
static struct lg_layer settings_of(const struct lg_constraint_layers *before, const char *name)
{
    size_t owner = find_constraint(before, name);
    for (size_t i = 0; i < before->layers.count; i++) {
        if (before->owners[i] == owner) return before->layers.items[i];
    }
    return (struct lg_layer){.path = NULL};
}

/* A word as it may be shown: the file in it may be a database. */
static void show_word(const char *word, struct lg_text *shown)
{
    const char *equals = lg_address_is_database(word) ? NULL : strchr(word, '=');
    if (equals != NULL) lg_text_add(shown, word, (size_t)(equals - word) + 1);
    lg_address_show(equals == NULL ? word : equals + 1, shown);
}

/* The name before the equals sign; the file stands behind it. */
static enum lg_status split_word(struct lg_project *project, const char *word, const char **name,
                                 const char **path, struct lg_error *err)
{
    const char *equals = strchr(word, '=');
    bool is_whole = equals != NULL && equals != word && equals[1] != '\0';
    if (!is_whole || lg_address_is_database(word) ||
        memchr(word, ';', (size_t)(equals - word)) != NULL) {
        struct lg_text shown = {0};
        show_word(word, &shown);
        (void)lg_fail(err, LG_USAGE,
                      "--constraint %s: give a name without semicolon and a file, NAME=F",
                      shown.bytes == NULL ? "" : shown.bytes);
        lg_text_reset(&shown);
        return LG_USAGE;
    }
    size_t length = (size_t)(equals - word);
    char *kept = lg_project_take(project, length + 1);
    if (kept == NULL) return lg_fail(err, LG_NO_MEMORY, "--constraint: no memory");
    memcpy(kept, word, length);
    kept[length] = '\0';
    *name = kept;
    *path = equals + 1;
    return LG_OK;
}

/* Files of the constraints that are not named; the others lose theirs. */
static enum lg_status keep_files(struct lg_project *project,
                                 const struct lg_constraint_layers *before, const bool *is_named,
                                 struct lg_error *err)
{
    project->constraints.layers = (struct lg_layers){.count = 0};
    project->constraints.owners = NULL;
    for (size_t i = 0; i < before->layers.count; i++) {
        if (is_named[before->owners[i]]) continue;
        enum lg_status status = add_file(project, before->owners[i], &before->layers.items[i], err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

enum lg_status lg_project_replace_constraints(struct lg_project *project, const char *const *words,
                                              size_t count, struct lg_error *err)
{
    assert(project != NULL);

    const struct lg_constraint_layers before = project->constraints;
    const char **names = lg_project_take(project, (count + 1) * sizeof(*names));
    const char **paths = lg_project_take(project, (count + 1) * sizeof(*paths));
    bool *is_named = lg_project_take(project, (before.count + 1) * sizeof(*is_named));
    if (names == NULL || paths == NULL || is_named == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu constraints", count);
    }
    memset(is_named, 0, (before.count + 1) * sizeof(*is_named));
    for (size_t i = 0; i < count; i++) {
        enum lg_status status = split_word(project, words[i], &names[i], &paths[i], err);
        if (status != LG_OK) return status;
        is_named[find_constraint(&before, names[i])] = true;
    }
    enum lg_status status = keep_files(project, &before, is_named, err);
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        size_t known = find_constraint(&project->constraints, names[i]);
        const struct lg_constraint_rule fresh = {.name = names[i]};
        struct lg_layer layer = settings_of(&before, names[i]);
        layer.path = paths[i];
        if (known == project->constraints.count) status = add_rule(project, &fresh, err);
        if (status == LG_OK) status = add_file(project, known, &layer, err);
    }
    return status;
}

/* One of some words; its position. Keeps what is there where the entry has no such key. */
static enum lg_status read_choice(const struct lg_project_file *file,
                                  const struct lg_yaml_node *map, const char *key,
                                  const char *const *words, size_t count, size_t *chosen,
                                  struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, key);
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_project_file_scalar(file, node, key, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], node->text) != 0) continue;
        *chosen = i;
        return LG_OK;
    }
    return lg_yaml_unknown(&file->yaml, node, false, "unknown value", words, count, err);
}

static enum lg_status read_rule(const struct lg_project_file *file, const struct lg_yaml_node *map,
                                struct lg_constraint_rule *rule, struct lg_error *err)
{
    static const char *const states[] = {"C1", "C2", "C3"};
    static const char *const effects[] = {"flag", "forbid"};
    static const char *const sides[] = {"inside", "outside"};
    size_t state = COUNT(states);
    size_t effect = 0;
    size_t side = 0;
    enum lg_status status = lg_project_file_text(file, map, "name", &rule->name, err);
    if (status == LG_OK && rule->name == NULL) {
        status = lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                               "a constraint has no \"name\"; give it the one to be shown");
    }
    /* The names of all constraints on a parcel stand in one cell, divided by semicolons. */
    if (status == LG_OK && rule->name != NULL && strchr(rule->name, ';') != NULL) {
        const struct lg_yaml_node *node = lg_yaml_find(map, "name");
        status = lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                               "name \"%.*s\" has a semicolon, which divides names; leave it out",
                               LG_YAML_SHOWN(node->text));
    }
    if (status == LG_OK) {
        status = read_choice(file, map, "state", states, COUNT(states), &state, err);
    }
    if (status == LG_OK) {
        status = read_choice(file, map, "effect", effects, COUNT(effects), &effect, err);
    }
    if (status == LG_OK) status = read_choice(file, map, "binds", sides, COUNT(sides), &side, err);
    rule->state = state < COUNT(states) ? states[state] : NULL;
    rule->forbids = effect == 1;
    rule->binds_outside = side == 1;
    return status;
}

/* Two entries of one name are files of one constraint: the second must not say otherwise. */
static enum lg_status check_repeat(const struct lg_project_file *file,
                                   const struct lg_yaml_node *map,
                                   const struct lg_constraint_rule *rule, struct lg_error *err)
{
    const struct lg_constraint_layers *constraints = &file->project->constraints;
    size_t found = find_constraint(constraints, rule->name);
    if (found == constraints->count) return LG_OK;
    const struct lg_constraint_rule *known = &constraints->items[found];
    const char *key = NULL;
    if (known->forbids != rule->forbids) key = "effect";
    if (!is_same_text(known->state, rule->state)) key = "state";
    if (known->binds_outside != rule->binds_outside) key = "binds";
    if (key == NULL) return LG_OK;
    const struct lg_yaml_node *node = lg_yaml_find(map, key);
    if (node == NULL) node = map;
    return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                         "constraint \"%.*s\" has another \"%s\" above; give all entries of one "
                         "name the same",
                         LG_YAML_SHOWN(rule->name), key);
}

static enum lg_status read_entry(const struct lg_project_file *file, const struct lg_yaml_node *map,
                                 struct lg_error *err)
{
    static const char *const keys[] = {"name",  "path",     "state", "effect",
                                       "binds", "encoding", "crs",   "where"};
    struct lg_constraint_rule rule = {.name = NULL};
    struct lg_layer layer = {.path = NULL};
    enum lg_status status =
        lg_project_file_keys(file, map, "layers.constraints", keys, COUNT(keys), NULL, err);
    if (status == LG_OK) status = read_rule(file, map, &rule, err);
    if (status == LG_OK) status = lg_project_file_path(file, map, "path", &layer.path, err);
    if (status == LG_OK && layer.path == NULL) {
        status = lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                               "layers.constraints has no \"path\"; name the file to read");
    }
    if (status == LG_OK) {
        status = lg_project_file_text(file, map, "encoding", &layer.encoding, err);
    }
    if (status == LG_OK) status = lg_project_file_text(file, map, "crs", &layer.crs, err);
    if (status == LG_OK) status = lg_project_file_text(file, map, "where", &layer.where, err);
    if (status == LG_OK) status = check_repeat(file, map, &rule, err);
    if (status != LG_OK) return status;
    return lg_project_add_constraint(file->project, &rule, &layer, err);
}

enum lg_status lg_project_file_constraints(const struct lg_project_file *file,
                                           const struct lg_yaml_node *node, struct lg_error *err)
{
    if (node->kind != LG_YAML_LIST) return read_entry(file, node, err);
    if (node->count == 0) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "layers.constraints is an empty list; name a source or remove it");
    }
    for (node = node->children; node != NULL; node = node->sister) {
        enum lg_status status = read_entry(file, node, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}
