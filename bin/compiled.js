// What `npm run build` leaves in dist/, and whether it was made of the sources that are here now.
// @ts-check
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const DIST = `${ROOT}dist`
export const RECORD = 'compiled.json'

/**
 * @typedef {object} Made
 * @property {readonly string[]} outputs All files in dist/ that belong to it.
 * @property {readonly string[]} inputs The files that it was made of, from the root of the project.
 * @property {string} looks Of the inputs: their sizes, and when they were written.
 * @property {string} contents Of the inputs: what is in them.
 */

/**
 * @typedef {object} Compiled
 * @property {string} entry The command: what is to be imported, a file in dist/.
 * @property {Made} command
 * @property {Made} pages
 */

/**
 * @param {readonly string[]} inputs
 * @returns {string}
 */
export const looksOf = (inputs) =>
  inputs
    .map((path) => {
      const found = statSync(ROOT + path, { throwIfNoEntry: false })
      return found === undefined ? 'none' : `${found.size}@${found.mtimeMs}`
    })
    .join(' ')

/**
 * @param {readonly string[]} inputs
 * @returns {string}
 */
export const contentsOf = (inputs) =>
  process.getBuiltinModule('node:crypto').hash('sha256', inputs.map((path) => readFileSync(ROOT + path)).join('\0'))

/**
 * The last that was made; null when there is none.
 * @returns {Compiled | null}
 */
export function lastCompiled() {
  try {
    const { command, pages, ...rest } = JSON.parse(readFileSync(`${DIST}/${RECORD}`, 'utf8'))
    // One from before there were pages has neither.
    return command && pages ? { command, pages, ...rest } : null
  } catch {
    return null
  }
}

/**
 * Whether all of it is there, and made of what its sources are now: those of a copied checkout were written at another time.
 * @param {Made} made
 * @returns {boolean}
 */
export function isOfTheseSources({ outputs, inputs, looks, contents }) {
  if (!outputs.every((name) => existsSync(`${DIST}/${name}`))) return false
  if (looksOf(inputs) === looks) return true
  try {
    return contentsOf(inputs) === contents
  } catch {
    return false
  }
}

/** @returns {boolean} */
export const hasSources = () => existsSync(`${ROOT}src`)
