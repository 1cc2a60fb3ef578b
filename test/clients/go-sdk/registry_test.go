package walk

import (
	"strings"
	"testing"
	"time"

	operation "github.com/hashicorp/hcp-sdk-go/clients/cloud-operation/stable/2020-05-05/client/operation_service"
	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
	cloud "github.com/hashicorp/hcp-sdk-go/clients/cloud-shared/v1/models"
)

var plus = wire.HashicorpCloudPacker20230101RegistryConfigTierPLUS

func (w *walk) createRegistry() (*wire.HashicorpCloudPacker20230101CreateRegistryResponse, error) {
	body := &wire.HashicorpCloudPacker20230101CreateRegistryBody{FeatureTier: plus.Pointer()}
	answer, err := w.packer.PackerServiceCreateRegistry(packer.NewPackerServiceCreateRegistryParams().
		WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload, nil
}

func (w *walk) deleteRegistry() (*wire.HashicorpCloudPacker20230101DeleteRegistryResponse, error) {
	answer, err := w.packer.PackerServiceDeleteRegistry(packer.NewPackerServiceDeleteRegistryParams().
		WithLocationOrganizationID(w.org).WithLocationProjectID(w.project), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload, nil
}

// registry comes last: it deletes the registry with everything in it, and creates it again.
func (w *walk) registry() {
	var deletion *cloud.HashicorpCloudOperationOperation

	w.step("PackerService_GetRegistry", func(t *testing.T) {
		answer, err := w.packer.PackerServiceGetRegistry(packer.NewPackerServiceGetRegistryParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project), nil)
		ok(t, err)
		isULID(t, "the registry's id", answer.Payload.Registry.ID)
		equal(t, "whether it is activated", answer.Payload.Registry.Config.Activated, true)
		equal(t, "its tier", *answer.Payload.Registry.Config.FeatureTier, plus)
	})
	w.runTask()
	w.step("PackerService_CreateRegistry/refuses a second one", func(t *testing.T) {
		_, err := w.createRegistry()
		refused(t, err, 409, 6, "")
	})
	w.step("PackerService_UpdateRegistry", func(t *testing.T) {
		body := &wire.HashicorpCloudPacker20230101UpdateRegistryBody{UpdateMask: "activated"}
		answer, err := w.packer.PackerServiceUpdateRegistry(packer.NewPackerServiceUpdateRegistryParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithBody(body), nil)
		ok(t, err)
		equal(t, "whether it is activated", answer.Payload.Registry.Config.Activated, false)
		equal(t, "its tier, which the mask does not name", *answer.Payload.Registry.Config.FeatureTier, plus)
		isULID(t, "the operation's id", answer.Payload.Operation.ID)
	})
	w.step("PackerService_CreateBucket/needs an active registry", func(t *testing.T) {
		_, err := w.createBucket("too-late")
		refused(t, err, 400, 9, w.project)
	})
	w.step("PackerService_DeleteRegistry", func(t *testing.T) {
		deleted, err := w.deleteRegistry()
		ok(t, err)
		deletion = deleted.Operation
		isULID(t, "the operation's id", deletion.ID)
	})
	w.step("PackerService_CreateRegistry", func(t *testing.T) {
		created, err := w.createRegistry()
		ok(t, err)
		equal(t, "whether it is activated", created.Registry.Config.Activated, true)
		isULID(t, "the operation's id", created.Operation.ID)
	})
	w.step("OperationService_Wait", func(t *testing.T) {
		before := time.Now()
		answer, err := w.operations.Wait(operation.NewWaitParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithID(deletion.ID).WithTimeout(pointer("5s")), nil)
		ok(t, err)
		equal(t, "its state", *answer.Payload.Operation.State, cloud.HashicorpCloudOperationOperationStateDONE)
		equal(t, "its error", answer.Payload.Operation.Error, nil)
		if waited := time.Since(before); waited > 4*time.Second {
			t.Fatalf("waited %s for what is done", waited)
		}
	})
	w.step("OperationService_Wait/answers without a project", func(t *testing.T) {
		answer, err := w.operations.Wait(operation.NewWaitParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID("-").WithID(deletion.ID), nil)
		ok(t, err)
		equal(t, "the operation", answer.Payload.Operation.ID, deletion.ID)
	})
	w.step("OperationService_Get", func(t *testing.T) {
		answer, err := w.operations.Get(operation.NewGetParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithID(deletion.ID), nil)
		ok(t, err)
		equal(t, "its place", *answer.Payload.Operation.Location, *deletion.Location)
	})
	w.step("OperationService_List", func(t *testing.T) {
		answer, err := w.operations.List(operation.NewListParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project), nil)
		ok(t, err)
		equal(t, "the number of operations", len(answer.Payload.Operations), 5)
	})
}

func (w *walk) runTask() {
	get := func(t *testing.T) *wire.HashicorpCloudPacker20230101GetRegistryTFCRunTaskAPIResponse {
		answer, err := w.packer.PackerServiceGetRegistryTFCRunTaskAPI(packer.NewPackerServiceGetRegistryTFCRunTaskAPIParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithTaskType("validation"), nil)
		ok(t, err)
		return answer.Payload
	}
	warn := wire.HashicorpCloudPacker20230101RunTaskBehaviourWARN

	w.step("PackerService_GetRegistryTFCRunTaskAPI", func(t *testing.T) {
		first := get(t)
		equal(t, "the address, asked again", get(t).APIURL, first.APIURL)
		equal(t, "the key, asked again", get(t).HmacKey, first.HmacKey)
		equal(t, "where it begins", strings.HasPrefix(first.APIURL, "https://"), true)
	})
	w.step("PackerService_RegenerateTFCRunTaskHmacKey", func(t *testing.T) {
		before := get(t)
		answer, err := w.packer.PackerServiceRegenerateTFCRunTaskHmacKey(
			packer.NewPackerServiceRegenerateTFCRunTaskHmacKeyParams().
				WithLocationOrganizationID(w.org).WithLocationProjectID(w.project), nil)
		ok(t, err)
		equal(t, "whether the key is another", answer.Payload.HmacKey == before.HmacKey, false)
		equal(t, "the key, asked again", get(t).HmacKey, answer.Payload.HmacKey)
		equal(t, "the address, which stays", get(t).APIURL, before.APIURL)
	})
	w.step("PackerService_UpdateRunTaskConfig", func(t *testing.T) {
		body := &wire.HashicorpCloudPacker20230101UpdateRunTaskConfigBody{OnUntrackedImage: &warn}
		answer, err := w.packer.PackerServiceUpdateRunTaskConfig(packer.NewPackerServiceUpdateRunTaskConfigParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is said of unknown images", *answer.Payload.OnUntrackedImage, warn)
	})
	w.step("PackerService_GetRunTaskConfig", func(t *testing.T) {
		answer, err := w.packer.PackerServiceGetRunTaskConfig(packer.NewPackerServiceGetRunTaskConfigParams().
			WithLocationOrganizationID(w.org).WithLocationProjectID(w.project), nil)
		ok(t, err)
		equal(t, "what is said of unknown images", *answer.Payload.OnUntrackedImage, warn)
	})
}
