#!/usr/bin/env node
// The command `assay`: runs what was compiled, and compiles it first if the sources have changed. This file is JavaScript, so that it runs
// without being compiled.
import { DIST, hasSources, isOfTheseSources, lastCompiled, ROOT } from './compiled.js'

const NODE = 24
if (Number.parseInt(process.versions.node) < NODE) {
  const { version } = process
  const advice = hasSources()
    ? 'npm ci brings it to npm start and npm run assay'
    : `install it, or run npm install node@${NODE} in this folder and put its node_modules/.bin first on the PATH`
  process.stderr.write(`assay: needs Node ${NODE} or later, and this is ${version}: ${advice}\n`)
  process.exit(1)
}

/** @returns {Promise<import('./compiled.js').Compiled>} */
async function compileAgain() {
  const { spawnSync } = await import('node:child_process')
  // A command's stdout is for its answer alone.
  const { status } = spawnSync(process.execPath, [`${ROOT}scripts/build.ts`], { stdio: ['ignore', 2, 2] })
  return (status === 0 ? lastCompiled() : null) ?? process.exit(1)
}

const last = lastCompiled()
// A package contains what was compiled, and no sources.
const isNew = last !== null && (!hasSources() || (isOfTheseSources(last.command) && isOfTheseSources(last.pages)))
const { entry } = isNew ? last : await compileAgain()
// Processes that this one starts run the same code, even if the sources have changed by then.
process.argv[1] = `${DIST}/${entry}`
await import(`../dist/${entry}`)
