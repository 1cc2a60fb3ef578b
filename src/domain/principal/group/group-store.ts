/** Who is in which group. A group is a principal; its members are people and service principals of the same organization. */
export interface GroupStore {
  /** Adds those that are not in it yet. */
  add(groupId: string, principalIds: readonly string[]): Promise<void>
  remove(groupId: string, principalIds: readonly string[]): Promise<void>
  /** The ids of its members, in their order. */
  listMembers(groupId: string): Promise<readonly string[]>
  /** The ids of the groups that the principal is in, in their order. */
  listGroups(principalId: string): Promise<readonly string[]>
  /** How many each of the groups has, in the order in which they were given. */
  countMembers(groupIds: readonly string[]): Promise<readonly number[]>
}
