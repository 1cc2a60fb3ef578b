package walk

import (
	"testing"

	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
)

func (w *walk) createChannel(name string) (*wire.HashicorpCloudPacker20230101Channel, error) {
	body := &wire.HashicorpCloudPacker20230101CreateChannelBody{Name: name}
	answer, err := w.packer.PackerServiceCreateChannel(
		packer.NewPackerServiceCreateChannelParams().WithBucketName(bucket).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Channel, nil
}

func (w *walk) updateChannel(
	name string, body *wire.HashicorpCloudPacker20230101UpdateChannelBody,
) (*wire.HashicorpCloudPacker20230101Channel, error) {
	answer, err := w.packer.PackerServiceUpdateChannel(packer.NewPackerServiceUpdateChannelParams().
		WithBucketName(bucket).WithChannelName(name).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Channel, nil
}

func (w *walk) deleteChannel(name string) error {
	_, err := w.packer.PackerServiceDeleteChannel(
		packer.NewPackerServiceDeleteChannelParams().WithBucketName(bucket).WithChannelName(name), nil)
	return err
}

func (w *walk) channels() {
	assignment := &wire.HashicorpCloudPacker20230101UpdateChannelBody{
		UpdateMask: "versionFingerprint", VersionFingerprint: fingerprint}

	w.step("PackerService_CreateChannel", func(t *testing.T) {
		created, err := w.createChannel("production")
		ok(t, err)
		isULID(t, "the channel's id", created.ID)
		equal(t, "its version", created.Version, nil)
		equal(t, "whether it is managed", created.Managed, false)
		if created.AuthorID == "" {
			t.Fatal("the channel has no author")
		}
	})
	w.step("PackerService_CreateChannel/refuses one that exists", func(t *testing.T) {
		_, err := w.createChannel("latest")
		refused(t, err, 409, 6, "latest")
	})
	w.step("PackerService_UpdateChannel", func(t *testing.T) {
		assigned, err := w.updateChannel("production", assignment)
		ok(t, err)
		equal(t, "its version", assigned.Version.ID, w.version.ID)
	})
	w.step("PackerService_UpdateChannel/wants a mask", func(t *testing.T) {
		_, err := w.updateChannel("production", &wire.HashicorpCloudPacker20230101UpdateChannelBody{Restricted: true})
		refused(t, err, 400, 3, "update_mask")
	})
	w.step("PackerService_UpdateChannel/assigns nothing to the managed channel but restricts it", func(t *testing.T) {
		_, err := w.updateChannel("latest", assignment)
		refused(t, err, 400, 9, "latest")
		opened, err := w.updateChannel("latest", &wire.HashicorpCloudPacker20230101UpdateChannelBody{UpdateMask: "restricted"})
		ok(t, err)
		equal(t, "whether it is restricted", opened.Restricted, false)
		equal(t, "its version", opened.Version.ID, w.version.ID)
	})
	w.step("PackerService_GetChannel", func(t *testing.T) {
		answer, err := w.packer.PackerServiceGetChannel(
			packer.NewPackerServiceGetChannelParams().WithBucketName(bucket).WithChannelName("production"), nil)
		ok(t, err)
		version := answer.Payload.Channel.Version
		equal(t, "its version", version.Fingerprint, fingerprint)
		equal(t, "an artifact of its version", version.Builds[0].Artifacts[1].Region, "us-east-1")
	})
	w.step("PackerService_AssignChannelVersion", func(t *testing.T) {
		_, err := w.createChannel("staging")
		ok(t, err)
		body := &wire.HashicorpCloudPacker20230101AssignChannelVersionBody{SourceChannel: "production", TargetChannel: "staging"}
		answer, err := w.packer.PackerServiceAssignChannelVersion(
			packer.NewPackerServiceAssignChannelVersionParams().WithBucketName(bucket).WithBody(body), nil)
		ok(t, err)
		equal(t, "the fingerprint", answer.Payload.Fingerprint, fingerprint)
		equal(t, "the target's version", answer.Payload.TargetChannel.Version.ID, w.version.ID)
	})
	w.step("PackerService_ListChannels", func(t *testing.T) {
		answer, err := w.packer.PackerServiceListChannels(
			packer.NewPackerServiceListChannelsParams().WithBucketName(bucket), nil)
		ok(t, err)
		managed := map[string]bool{}
		for _, channel := range answer.Payload.Channels {
			managed[channel.Name] = channel.Managed
			equal(t, "the version of "+channel.Name, channel.Version.Fingerprint, fingerprint)
		}
		equal(t, "which channels are managed", managed, map[string]bool{"latest": true, "production": false, "staging": false})
	})
	w.step("PackerService_ListChannelAssignmentHistory", func(t *testing.T) {
		_, err := w.updateChannel("production", &wire.HashicorpCloudPacker20230101UpdateChannelBody{UpdateMask: "versionFingerprint"})
		ok(t, err)
		answer, err := w.packer.PackerServiceListChannelAssignmentHistory(
			packer.NewPackerServiceListChannelAssignmentHistoryParams().WithBucketName(bucket).WithChannelName("production"), nil)
		ok(t, err)
		equal(t, "the count", answer.Payload.Count, 2)
		equal(t, "the version after the newest assignment", answer.Payload.History[0].Version, nil)
		equal(t, "the version before", answer.Payload.History[1].Version.ID, w.version.ID)
		isRecent(t, "the assignment", answer.Payload.History[1].AssignedAt)
	})
	w.step("PackerService_DeleteChannel", func(t *testing.T) {
		ok(t, w.deleteChannel("production"))
		refused(t, w.deleteChannel("production"), 404, 5, "production")
		refused(t, w.deleteChannel("latest"), 400, 3, "latest")
	})
}

func (w *walk) deletion() {
	deleteVersion := func(rollBack *bool) error {
		_, err := w.packer.PackerServiceDeleteVersion(packer.NewPackerServiceDeleteVersionParams().
			WithBucketName(bucket).WithFingerprint(fingerprint).WithRollbackChannels(rollBack), nil)
		return err
	}
	deleteBucket := func() error {
		_, err := w.packer.PackerServiceDeleteBucket(
			packer.NewPackerServiceDeleteBucketParams().WithBucketName(bucket), nil)
		return err
	}
	w.step("PackerService_DeleteVersion", func(t *testing.T) {
		refused(t, deleteVersion(nil), 400, 9, "staging")
		ok(t, deleteVersion(pointer(true)))
		refused(t, deleteVersion(nil), 404, 5, fingerprint)
	})
	w.step("PackerService_DeleteBucket", func(t *testing.T) {
		ok(t, deleteBucket())
		refused(t, deleteBucket(), 404, 5, bucket)
	})
}
