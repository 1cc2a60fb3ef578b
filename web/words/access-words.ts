import { workloadWords } from './workload-words.ts'

const counted = (count: number, one: string, several: string) =>
  `${count.toLocaleString()} ${count === 1 ? one : several}`

export const accessWords = {
  id: 'Id',
  name: 'Name',
  description: 'Description',
  resourceName: 'Resource name',
  made: 'Made',
  typed: 'DELETE',
  kinds: { USER: 'person', GROUP: 'group', SERVICE_PRINCIPAL: 'service principal' },
  organization: (name: string) => `organization ${name}`,
  project: (name: string) => `project ${name}`,
  once: { done: 'I have kept it', keepFirst: 'Keep first what is shown once on this page: it would be gone.' },
  picker: { placeholder: 'Part of a name or address', nobody: 'Nobody is called so' },
  roles: {
    permits: (count: number) => `Permits ${counted(count, 'thing', 'things')}`,
    none: 'No role on the organization or a project.',
    noneInShort: 'none here',
    through: 'through the group',
    take: (role: string, where: string) => `Take away ${role} on the ${where}`,
    buckets: 'What is given or taken counts within five seconds. Roles on a single bucket are not listed here, but by',
    columns: { role: 'Role', where: 'Held on', meaning: 'What it may do', take: 'Take away' },
    giving: {
      title: 'Give a role',
      action: 'Give the role',
      to: (name: string) => `To ${name}, beside what they hold already. It counts within five seconds.`,
      whom: 'To whom',
      where: 'On what',
      bucket: 'On one bucket alone',
      allBuckets: 'All of the project',
      role: 'Role',
    },
    taking: {
      title: 'Take a role away',
      action: (role: string, name: string) => `Take ${role} from ${name}`,
      says: (name: string, role: string, where: string) =>
        `What ${role} on ${where} permits, ${name} may do no more within five seconds, but for what other roles permit.`,
    },
    overtaken:
      'Somebody else has changed who holds which role meanwhile, and nothing was written. What they changed has been read now: press again to make your change beside theirs.',
    table: {
      says: 'What each role may do, on what it is held on and on all that is in that. Roles add up.',
      permissions: 'What each role permits',
      permission: 'To',
      yes: 'yes',
    },
  },
  people: {
    views: 'Views',
    view: { people: 'People', invitations: 'Open invitations' },
    columns: { name: 'Name', email: 'Address', roles: 'Roles', signsInBy: 'Signs in by' },
    by: { PROVIDER: 'a provider', PASSWORD: 'a password', TWO_FACTORS: 'a password and a second factor' },
    disabled: 'disabled',
    invite: {
      title: 'Invite somebody',
      action: 'Invite',
      email: 'Their email address',
      role: 'Role on the organization',
      noRole: 'none',
      how: 'No mail is sent: when you have pressed, this page shows an address that you send them. It is good once, for three days.',
      made: (email: string) => `${email} is invited`,
      send: 'Send them this address. It is shown once: whoever opens it first is let in as them. It is good for three days.',
      address: 'address of the invitation',
    },
    invitations: {
      none: 'Nobody is invited who has not come.',
      says: 'Invited, and not yet here. The address was shown once; to send another, withdraw the invitation and invite again.',
      anybody: 'whoever has the address',
      columns: { email: 'Address', role: 'Role on the organization', made: 'Invited', withdraw: 'Withdraw' },
      withdrawOf: (email: string) => `Withdraw the invitation of ${email}`,
      withdrawing: {
        title: 'Withdraw an invitation',
        says: 'The address that they were sent lets nobody in any more.',
      },
    },
    removing: {
      title: 'Remove from the organization',
      action: (name: string) => `Remove ${name}`,
      says: (name: string) =>
        `${name} is signed out everywhere within five seconds, signs in no more, and loses all roles and groups. History still names them. Whoever is at the machine of the registry lets them in again: npm run -s assay -- user enable.`,
    },
  },
  groups: {
    says: 'What a group holds, its members hold. Groups are in no groups.',
    none: 'There is no group yet.',
    inNone: 'In no group.',
    columns: { name: 'Name', description: 'Description', members: 'Members', roles: 'Roles' },
    making: { title: 'Make a group', action: 'Make the group' },
    editing: { title: 'Rename or describe', action: 'Save' },
    deleting: {
      title: 'Delete the group',
      action: (name: string) => `Delete ${name}`,
      says: (count: number) =>
        `${counted(count, 'member loses', 'members lose')} what the group holds within five seconds. The people and service principals stay. This cannot be undone.`,
    },
    members: {
      title: 'Members',
      none: 'Nobody is in this group.',
      kind: 'Kind',
      remove: 'Remove',
      removeOne: (name: string) => `Remove ${name}`,
      adding: {
        title: 'Add a member',
        action: 'Add',
        whom: 'Person or service principal',
        says: (group: string) => `Within five seconds they hold what ${group} holds.`,
      },
      removing: {
        title: 'Remove a member',
        action: (name: string) => `Remove ${name}`,
        says: (group: string) => `Within five seconds they hold no more what they hold through ${group}.`,
      },
    },
    managers: {
      title: 'Who looks after it',
      says: 'They change the group and who is in it, beside the administrators. To give this is to give all that the group holds.',
      none: 'Administrators alone.',
      adding: {
        title: 'Let somebody look after it',
        action: 'Let them',
        whom: 'Who',
        says: 'They say who is in this group, and may be in it too.',
      },
      removing: {
        title: 'Look after it no more',
        action: (name: string) => `Take it from ${name}`,
        says: (name: string) => `${name} changes this group no more within five seconds, but for other roles.`,
      },
    },
  },
  servicePrincipals: {
    says: 'The identities of machines. One of a project goes with its project; what they may do, their roles say.',
    none: 'There is none that you may see.',
    providers: 'Which platforms vouch for it',
    columns: { name: 'Name', of: 'Of', roles: 'Roles', made: 'Made' },
    making: {
      title: 'Make a service principal',
      action: 'Make it',
      name: 'Letters, digits and hyphens; it never changes.',
      of: 'Of',
      ofWhat: 'It may hold roles elsewhere too. One of a project is deleted with it.',
    },
    deleting: {
      title: 'Delete the service principal',
      action: (name: string) => `Delete ${name}`,
      says: 'Its keys, its providers and its roles go with it, and what was let in by them is out within five seconds. This cannot be undone.',
    },
    keys: {
      title: 'Keys',
      none: 'It has no key. Packer and Terraform log in with one, where no platform vouches for them.',
      clientId: 'Client id',
      secret: 'Client secret',
      delete: 'Delete',
      deleteOne: (clientId: string) => `Delete key ${clientId}`,
      making: {
        title: 'Make a key',
        action: 'Make the key',
        says: (name: string) =>
          `Whoever has the key may do what ${name} may do. Its secret is shown once. To replace a key, make the new one first.`,
      },
      once: {
        title: 'The new key',
        says: 'The secret is shown now and never again. Keep it where your machines find it; nobody can read it here later.',
        lines: 'For Packer and Terraform, in the shell that runs them:',
      },
      deleting: {
        title: 'Delete a key',
        says: 'Whatever logs in with it is refused within five seconds, tokens that it has among it. This cannot be undone.',
      },
    },
  },
  workloadIdentity: workloadWords,
  projects: {
    says: 'A project has a registry, and what is in it.',
    columns: { name: 'Project', id: 'Id', made: 'Made', change: 'Change' },
    buttons: { rename: 'Rename', describe: 'Describe', delete: 'Delete' },
    labels: {
      rename: (name: string) => `Rename ${name}`,
      describe: (name: string) => `Describe ${name}`,
      delete: (name: string) => `Delete ${name}`,
    },
    making: { title: 'Make a project', action: 'Make the project' },
    renaming: {
      title: 'Rename a project',
      action: 'Rename',
      says: 'Its id stays, and so does all that is known by that. Addresses of these pages that have the old name lead nowhere.',
    },
    describing: { title: 'Describe a project', action: 'Save', says: 'What people see beside its name.' },
    deleting: {
      title: 'Delete a project',
      action: (name: string) => `Delete ${name}`,
      says: 'Its service principals go with it, and all roles in it. This cannot be undone.',
      registry: 'It is refused while the project has a registry:',
      settings: 'delete that first, in its settings.',
    },
  },
} as const
