/** Whether there is a process of that id, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there but belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
