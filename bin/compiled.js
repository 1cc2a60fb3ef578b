// What `npm run build` leaves in dist/, and whether it was compiled from the current sources.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const DIST = `${ROOT}dist`
export const RECORD = 'compiled.json'

/**
 * @typedef {object} Made
 * @property {readonly string[]} outputs All files in dist/ that belong to it.
 * @property {readonly string[]} inputs The files that it was compiled from, relative to the root of the project.
 * @property {string} looks The sizes and modification times of the inputs.
 * @property {string} contents A hash of the contents of the inputs.
 */

/**
 * @typedef {object} Compiled
 * @property {string} entry The file in dist/ to import for the command.
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
 * What was compiled last; null if there is nothing.
 * @returns {Compiled | null}
 */
export function lastCompiled() {
  try {
    const { command, pages, ...rest } = JSON.parse(readFileSync(`${DIST}/${RECORD}`, 'utf8'))
    // A record from before there were pages has neither.
    return command && pages ? { command, pages, ...rest } : null
  } catch {
    return null
  }
}

/**
 * Whether all outputs exist and match the current sources; in a copied checkout, only the contents of the sources tell.
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
