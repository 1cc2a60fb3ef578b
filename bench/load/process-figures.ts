// What the system reports about a process, on Linux; null elsewhere.
import { readFile } from 'node:fs/promises'

const TICKS_PER_SECOND = 100

const read = (pid: number, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => null)

/** Resident memory: VmRSS. */
export async function residentMegabytes(pid: number): Promise<number | null> {
  const status = await read(pid, 'status')
  return status === null ? null : Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

/** The most resident memory so far: VmHWM. */
export async function peakMegabytes(pid: number): Promise<number | null> {
  const status = await read(pid, 'status')
  return status === null ? null : Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

/** Processor time used so far. */
export async function cpuSeconds(pid: number): Promise<number | null> {
  const stat = await read(pid, 'stat')
  if (stat === null) return null
  // After the name in parentheses, which may hold spaces: user and system time are the 14th and 15th field (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
