/**
 * Is thrown by whoever reads an event that is not as any version of the registry writes one: somebody has changed it in the database
 * past the registry. Reading it again does not help, and nothing else may be held up by it.
 */
export class UnreadableEvent extends Error {
  constructor(id: string, cause: unknown) {
    super(`event "${id}" cannot be read: it was changed in the database past the registry`, { cause })
    this.name = 'UnreadableEvent'
  }
}
