// File permissions do not restrict root, which tests often run as in containers.
const NOBODY = 65534

/** Runs `work` as a user without any permissions. Keep it short: the whole process changes its user. */
export async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(NOBODY)
  try {
    await work()
  } finally {
    process.seteuid?.(0)
  }
}
