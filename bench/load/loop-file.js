// What a server that is watched and the benchmark agree on. JavaScript, as all that is loaded into such a server: to strip
// types there would take memory that is none of the server's.
// @ts-check
import { tmpdir } from 'node:os'

/** Tells the server that it is ready. */
export const READY_SIGNAL = 'SIGUSR2'

/**
 * Where a server leaves how long its event loop stood.
 * @param {number} pid
 * @returns {string}
 */
export const loopFile = (pid) => `${tmpdir()}/assay-bench-loop-${pid}`
