/*
 * Where a result goes: a folder, a schema of a database, or both, seen as one.
 */
#include "base/output.h"
#include "publish/database/connection.h"
#include "publish/database/postgis.h"
#include "run/job.h"

#include <assert.h>

/* The database among the places of a project; NULL: none. */
static const char *find_database(const struct lg_project *project)
{
    return lg_connection_is_database(project->output_dir) ? project->output_dir : project->publish;
}

enum lg_status lg_check_target(const struct lg_project *project, struct lg_error *err)
{
    if (project->output_dir == NULL) {
        return lg_fail(err, LG_USAGE, "no output folder; give -o DIR or output: {dir: DIR}");
    }
    if (project->publish != NULL && !lg_connection_is_database(project->publish)) {
        return lg_fail(err, LG_USAGE,
                       "a result is published to a database: give --publish PG:... or output: "
                       "{publish: \"PG:...\"}");
    }
    if (project->publish != NULL && lg_connection_is_database(project->output_dir)) {
        return lg_fail(err, LG_USAGE,
                       "a result goes to one database: give it by -o PG:..., or a folder and "
                       "--publish PG:...");
    }
    const char *database = find_database(project);
    if (database == NULL && lg_connection_is_meant(project->output_dir)) {
        return lg_fail(err, LG_USAGE,
                       "a database is given as PG: and a list of key=value, such as PG:host=HOST "
                       "dbname=NAME user=USER, or as PG:postgresql://USER@HOST/NAME");
    }
    if (database == NULL) return LG_OK;
    struct lg_connection connection;
    enum lg_status status = lg_connection_read(database, &connection, err);
    lg_connection_reset(&connection);
    return status;
}

enum lg_status lg_target_begin(const struct lg_job *job, struct lg_target *target,
                               struct lg_error *err)
{
    *target = (struct lg_target){.dir = NULL};
    enum lg_status status = LG_OK;
    const char *database = find_database(job->project);
    if (!lg_connection_is_database(job->project->output_dir)) {
        status = lg_output_dir_begin(job->project->output_dir, &target->dir, err);
    }
    if (status == LG_OK && database != NULL) {
        status = lg_postgis_begin(database, job->model->as_of, job->options->check_only,
                                  &target->database, err);
    }
    if (status != LG_OK) lg_target_abort(target);
    return status;
}

enum lg_status lg_target_commit(struct lg_target *target, struct lg_error *err)
{
    enum lg_status status = lg_postgis_commit(target->database, err);
    target->database = NULL;
    if (status != LG_OK) {
        lg_target_abort(target);
        return status;
    }
    struct lg_output_dir *dir = target->dir;
    target->dir = NULL;
    return dir == NULL ? LG_OK : lg_output_dir_commit(dir, err);
}

void lg_target_abort(struct lg_target *target)
{
    lg_postgis_abort(target->database);
    lg_output_dir_abort(target->dir);
    *target = (struct lg_target){.dir = NULL};
}
