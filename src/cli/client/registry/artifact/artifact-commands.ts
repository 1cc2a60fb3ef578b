// `assay artifact ...`: images by the identifiers that their platforms give them.
import type { AddClientCommand } from '../../client-command.ts'
import { artifactFind } from './artifact-find.ts'
import { artifactUrl } from './artifact-url.ts'

export function artifactCommands(add: AddClientCommand): void {
  add('find <id>', {
    description: 'find the versions that an image belongs to, and their status; exits with 5 if there is none',
    examples: ['assay artifact find ami-1eu-west-1'],
    run: artifactFind,
  })
    .option('--platform <name>', 'only on this platform: aws')
    .option('--region <name>', 'only in this region: eu-west-1')
  add('url <bucket@channel>', {
    description: 'print the identifier of the image to use, and nothing else',
    examples: ['assay artifact url ubuntu@production --platform aws --region eu-west-1'],
    run: artifactUrl,
  })
    .option('--platform <name>', 'only on this platform: aws')
    .option('--region <name>', 'only in this region: eu-west-1')
    .option('--component-type <type>', 'only from this source of the template: amazon-ebs.app')
    .option('--even-revoked', 'also if the version is revoked')
}
