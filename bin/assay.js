#!/usr/bin/env node
// The command `assay`: runs what was compiled from the sources, once that is of the sources that are here now. It is
// JavaScript, because nothing has to be compiled to run it.
// @ts-check
import { DIST, hasSources, isOfTheseSources, lastCompiled, ROOT } from './compiled.js'

const NODE = 24
if (Number.parseInt(process.versions.node) < NODE) {
  const { version } = process
  const advice = hasSources()
    ? 'npm ci brings it to npm start and npm run assay'
    : `install it, or npm install node@${NODE} in this folder for npx assay`
  process.stderr.write(`assay: needs Node ${NODE} or later, and this is ${version}: ${advice}\n`)
  process.exit(1)
}

/** @returns {Promise<import('./compiled.js').Compiled>} */
async function compileAgain() {
  const { spawnSync } = await import('node:child_process')
  // What a command answers on stdout is read by others.
  const { status } = spawnSync(process.execPath, [`${ROOT}scripts/build.ts`], { stdio: ['ignore', 2, 2] })
  return (status === 0 ? lastCompiled() : null) ?? process.exit(1)
}

const last = lastCompiled()
// A package has what was compiled, and no sources.
const isNew = last !== null && (!hasSources() || (isOfTheseSources(last.command) && isOfTheseSources(last.pages)))
const { entry } = isNew ? last : await compileAgain()
// What this process starts in its turn is the same, whatever has become of the sources by then.
process.argv[1] = `${DIST}/${entry}`
await import(`../dist/${entry}`)
