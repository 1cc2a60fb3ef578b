import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { DIST, lastCompiled } from '../../bin/compiled.js'
import { withNodeAsked } from '../../scripts/loaded-quickly.ts'

const asked = (line: string) => withNodeAsked(`${line};`)

test('modules of Node are asked for by the names that are used', () => {
  assert.equal(asked('import{once,on as listen}from"node:events"'), 'const {once,on:listen}=__node("node:events");')
  assert.equal(asked('import events from"node:events"'), 'const events=__node("node:events");')
  assert.equal(asked('import*as events from"node:events"'), 'const events=__node("node:events");')
  assert.equal(
    asked('import events,{once}from"node:events"'),
    'const events=__node("node:events");const {once}=__node("node:events");',
  )
  assert.equal(asked('const zlib=await import("node:zlib")'), 'const zlib=await Promise.resolve(__node("node:zlib"));')
  assert.equal(asked('const fs=require("node:fs/promises")'), 'const fs=__node("node:fs/promises");')
})

test('what is loaded late of Node has its names', async () => {
  const { command } = lastCompiled() ?? assert.fail('nothing is compiled')
  for (const name of command.outputs) {
    // In a file of its own, it would export Node's module as the default and no names, because esbuild takes it for CommonJS.
    assert.doesNotMatch(name, /^node_/)
    assert.doesNotMatch(await readFile(join(DIST, name), 'utf8'), /\bimport\("node:/, name)
  }
})

test('what is not of Node is imported', () => {
  const line = 'import{pino}from"pino"'
  assert.equal(asked(line), `${line};`)
})

test('a command that asks a server is read from a dozen files at most, and imports no module of Node', async () => {
  const { command } = lastCompiled() ?? assert.fail('nothing is compiled')
  const read = new Set(command.outputs.filter((name) => /^(?:main|program)-/.test(name)))
  for (const name of read) {
    const text = await readFile(join(DIST, name), 'utf8')
    for (const [, from = ''] of text.matchAll(/^(?:import|\} from) .*?"([^"]+)";$/gm)) {
      assert.match(from, /^\.\//, `${name} imports ${from}`)
      read.add(from.slice(2))
    }
  }
  assert.ok(read.size <= 12, [...read].join(', '))
})
