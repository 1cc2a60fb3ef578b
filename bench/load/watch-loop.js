// Loaded into a measured server before anything else: records how long its event loop was blocked at most, once the server was ready. While
// it is blocked no client gets a response.
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
  // The interval of the monitor is part of what it reports.
  writeFileSync(loopFile(process.pid), String(Math.max(0, delay.max / 1e6 - RESOLUTION_MS)))
})
