/*
 * Addresses of databases ("PG:host=... password=...", "postgresql://user:secret@host/db"): taken
 * apart, and shown without what is secret in them.
 *
 * Whatever repeats an address of the user (a message, a log, a file) shows it by lg_address_show();
 * from the message of a library lg_error_hide() takes what is secret.
 */
#ifndef LG_BASE_ADDRESS_H
#define LG_BASE_ADDRESS_H

#include "base/arena.h"
#include "base/text.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

/* What stands where something secret was. */
#define LG_ADDRESS_HIDDEN "***"

/* One setting of an address; lives as long as the call that hands it over. */
struct lg_address_part {
    const char *key;   /* "host", "password" ... */
    const char *value; /* without quotes, escapes and percent signs */
    size_t begin, end; /* bytes of the address that hold the value, quotes included */
    bool is_quoted;
    bool is_secret;
};

/** Whether an address is one of PostgreSQL: "PG:..." or a URI, in letters of any case. */
bool lg_address_is_database(const char *address);

/**
 * Hand over what an address says, in its order; hosts and ports of a URI as lists with commas.
 * Of other addresses than those of PostgreSQL only what is secret.
 *
 * @param size  bytes of the address to read: without a layer behind '@'
 * @param take  called for each part; state is handed on to it
 * @return whether all of it could be read, or, after memory ran out, nothing was lost
 * @source PostgreSQL 15, 34.1.1 Connection Strings
 */
bool lg_address_each(const char *address, size_t size,
                     void (*take)(void *state, const struct lg_address_part *part), void *state);

/**
 * Where the '@' before the name of a layer is; NULL: none is named.
 *
 * An '@' in quotes, of the user in a URI, or in a password without quotes is no such sign.
 */
const char *lg_address_layer(const char *address);

/** Whether PostgreSQL's library can read an address of its own, which may name a layer. */
bool lg_address_is_whole(const char *address);

/**
 * Add an address with "***" in the place of what is secret, all else as it was written; from where
 * it cannot be read on, too. Names of files stay as they are.
 */
void lg_address_show(const char *address, struct lg_text *shown);

/** The same as a text of an arena; NULL when memory is out. */
const char *lg_address_shown(struct lg_arena *arena, const char *address);

/** Add an address without its passwords, so that a password file is asked for them. */
void lg_address_strip(const char *address, struct lg_text *stripped);

#endif
