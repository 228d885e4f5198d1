'use strict';
// What the scripts beside this one tell, and when.

// The message of what went wrong; null when the client noticed nothing.
exports.complaint = promise => promise.then(() => null, error => error.message);

exports.names = found => found.map(({ id, name }) => ({ id, name }));

// Clients date their writes a little ahead.
exports.soon = () => Math.floor(Date.now() / 1000) + 10;
