// Loaded into a server that is measured, before anything else: how long its event loop stood still at most, once it was
// ready. While it stands nobody is answered.
// @ts-check
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { loopFile, READY_SIGNAL } from './loop-file.js'

const RESOLUTION_MS = 5

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
process.on(READY_SIGNAL, () => {
  delay.reset()
})
process.on('exit', () => {
  // The pause between two looks is part of what is seen.
  writeFileSync(loopFile(process.pid), String(Math.max(0, delay.max / 1e6 - RESOLUTION_MS)))
})
