// What a watched server and the benchmark agree on. It is JavaScript, like everything that is loaded into such a server: stripping types
// would take memory that is not the server's own.
// @ts-check
import { tmpdir } from 'node:os'

/** The signal that is sent to a server once it is ready. */
export const READY_SIGNAL = 'SIGUSR2'

/**
 * The file in which a server leaves how long its event loop was blocked.
 * @param {number} pid
 * @returns {string}
 */
export const loopFile = (pid) => `${tmpdir()}/assay-bench-loop-${pid}`
