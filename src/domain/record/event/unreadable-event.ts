/**
 * Thrown on reading an event that no version of the registry can have written: somebody has changed it directly in the database. Reading it
 * again does not help, and it must not hold up anything else.
 */
export class UnreadableEvent extends Error {
  constructor(id: string, cause: unknown) {
    super(`event "${id}" cannot be read: it was changed in the database past the registry`, { cause })
    this.name = 'UnreadableEvent'
  }
}
