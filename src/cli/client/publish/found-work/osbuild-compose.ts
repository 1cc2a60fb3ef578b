import { usage } from '../../client-failure.ts'
import {
  type Fields,
  fieldsIn,
  type FoundBuild,
  type FoundWork,
  isObject,
  listIn,
  objectOf,
  type SaidOfImages,
  textIn,
} from './found-work.ts'
import { uploadedImage } from './osbuild-upload.ts'

const WHAT = 'the compose'

/**
 * What osbuild-composer has made: the status of a compose and, if given, its metadata, which has the type and the architecture of each
 * image (cloud API v2, `GET /composes/{id}` and `GET /composes/{id}/metadata`; Red Hat's service returns both in one answer).
 */
export async function osbuildCompose(files: readonly string[], said: SaidOfImages): Promise<FoundWork> {
  const read = await Promise.all(files.map((file) => objectOf({ file, what: WHAT })))
  const status = read.find((each) => isObject(each['image_status']))
  if (status === undefined)
    throw usage(`${files.join(', ')}: image_status is missing. Use the response of GET /composes/ID`)
  const ids = new Set(read.map((each) => textIn(each['id'])).filter((id) => id !== ''))
  if (ids.size > 1) throw usage(`${files.join(', ')} belong to different composes, ${[...ids].join(' and ')}`)
  const [id = null] = ids
  const request = read.map((each) => each['request']).find(isObject) ?? {}
  const images = orOnly(status['image_statuses'], status['image_status'])
  const requests = orOnly(request['image_requests'], request['image_request'])
  const builds = images.flatMap((image, index) =>
    buildsOf({ image: fieldsIn(image), request: fieldsIn(requests[index]), number: index + 1 }, said),
  )
  const distribution = textIn(request['distribution'])
  const labelled = builds.map((build) => ({
    ...build,
    labels: { ...(distribution !== '' && { distribution }), ...build.labels },
  }))
  return { builds: numbered(labelled), run: id, fingerprint: id }
}

/** The API lists several items under one field, and a single item under another. */
function orOnly(several: unknown, only: unknown): readonly unknown[] {
  const all = listIn(several)
  return all.length > 0 ? all : only === undefined ? [] : [only]
}

interface Image {
  readonly image: Fields
  /** The request that the image was made for. */
  readonly request: Fields
  readonly number: number
}

/** One build for each platform that the image was uploaded to. */
function buildsOf({ image, request, number }: Image, said: SaidOfImages): readonly FoundBuild[] {
  const type = textIn(request['image_type'])
  const name = `image ${number} of the compose${type === '' ? '' : `, ${type},`}`
  if (image['status'] !== 'success') throw usage(`${name} is not built: ${stateOf(image)}`)
  const uploads = orOnly(image['upload_statuses'], image['upload_status']).map(fieldsIn)
  if (uploads.length === 0) throw usage(`${name} was not uploaded: upload it, or name it with --artifact`)
  const uploaded = uploads.map((upload) => {
    if (upload['status'] !== 'success') throw usage(`${name} is not uploaded: ${stateOf(upload)}`)
    return uploadedImage({ type: textIn(upload['type']), options: fieldsIn(upload['options']), imageType: type }, said)
  })
  const architecture = textIn(request['architecture'])
  return [...Map.groupBy(uploaded, ({ platform }) => platform)].map(([platform, all]) => ({
    componentType: `osbuild.${type === '' ? platform : type}`,
    platform,
    artifacts: all.map(({ artifact }) => artifact),
    labels: { ...(architecture !== '' && { architecture }), ...(type !== '' && { image_type: type }) },
  }))
}

function stateOf({ status, error }: Fields): string {
  const reason = textIn(fieldsIn(error)['reason'])
  const state = `its status is ${JSON.stringify(status ?? null)}${reason === '' ? '' : `, because ${reason}`}`
  return status === 'failure' ? `${state}. Compose it again` : `${state}. Publish it once the status is "success"`
}

/** Appends `-2` to the second build of the same name: images of several architectures have the same type. */
function numbered(builds: readonly FoundBuild[]): readonly FoundBuild[] {
  const seen = new Map<string, number>()
  return builds.map((build) => {
    const count = (seen.get(build.componentType) ?? 0) + 1
    seen.set(build.componentType, count)
    return count === 1 ? build : { ...build, componentType: `${build.componentType}-${count}` }
  })
}
