package walk

import (
	"testing"

	"github.com/go-openapi/runtime"
	groups "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/groups_service"
	service "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/service_principals_service"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/models"
)

func (w *walk) groups(transport runtime.ClientTransport) {
	client := groups.New(transport, nil)
	organization := "organization/" + w.org
	services := organizationByName(w, service.New(transport, nil))
	member, err := services.create("member")
	ok(w.t, err)
	var created *iam.HashicorpCloudIamGroup

	get := func() (*iam.HashicorpCloudIamGroup, error) {
		answer, err := client.GroupsServiceGetGroup(
			groups.NewGroupsServiceGetGroupParams().WithResourceName(created.ResourceName), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Group, nil
	}
	isNow := func(t *testing.T, wanted *iam.HashicorpCloudIamGroup) {
		t.Helper()
		found, err := get()
		ok(t, err)
		equal(t, "the group", *found, *wanted)
	}

	w.step("GroupsService_CreateGroup", func(t *testing.T) {
		body := groups.GroupsServiceCreateGroupBody{
			Name: "Image builders", Description: "walked", MemberPrincipalIds: []string{member.ID}}
		answer, err := client.GroupsServiceCreateGroup(groups.NewGroupsServiceCreateGroupParams().
			WithParentResourceName(organization).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		created = answer.Payload.Group
		isULID(t, "its id", created.ResourceID)
		isRecent(t, "its creation", created.CreatedAt)
		equal(t, "the group", *created, iam.HashicorpCloudIamGroup{
			CreatedAt:    created.CreatedAt,
			Description:  "walked",
			DisplayName:  "Image builders",
			MemberCount:  1,
			ResourceID:   created.ResourceID,
			ResourceName: "iam/" + organization + "/group/image-builders",
			UpdatedAt:    created.CreatedAt,
		})
	})
	w.step("GroupsService_GetGroup", func(t *testing.T) { isNow(t, created) })
	w.step("GroupsService_ListGroups", func(t *testing.T) {
		list := func(memberID string) []*iam.HashicorpCloudIamGroup {
			answer, err := client.GroupsServiceListGroups(groups.NewGroupsServiceListGroupsParams().
				WithParentResourceName(organization).WithFilterMemberPrincipalID(&memberID), nil)
			ok(t, err)
			return answer.Payload.Groups
		}
		equal(t, "those of the member", list(member.ID), []*iam.HashicorpCloudIamGroup{created})
		equal(t, "the number of those of the group", len(list(created.ResourceID)), 0)
	})
	w.step("GroupsService_CountOrganizationGroups", func(t *testing.T) {
		answer, err := client.GroupsServiceCountOrganizationGroups(
			groups.NewGroupsServiceCountOrganizationGroupsParams().WithParentResourceName(organization), nil)
		ok(t, err)
		equal(t, "the number of groups", answer.Payload.GroupCount, 1)
	})
	w.step("GroupsService_UpdateGroup", func(t *testing.T) {
		body := groups.GroupsServiceUpdateGroupBody{
			Group:      &iam.HashicorpCloudIamGroup{DisplayName: "Builders", Description: "not in the mask"},
			UpdateMask: "display_name",
		}
		answer, err := client.GroupsServiceUpdateGroup(groups.NewGroupsServiceUpdateGroupParams().
			WithResourceName(created.ResourceName).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		created.DisplayName = "Builders"
		isNow(t, created)
	})
	w.step("GroupsService_UpdateGroup2", func(t *testing.T) {
		group := &iam.HashicorpCloudIamGroup{DisplayName: "not in the mask", Description: "walked on"}
		answer, err := client.GroupsServiceUpdateGroup2(groups.NewGroupsServiceUpdateGroup2Params().
			WithResourceName(created.ResourceName).WithGroup(group).WithUpdateMask(pointer("description")), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		created.Description = "walked on"
		isNow(t, created)
	})
	w.step("GroupsService_ListGroupMembers", func(t *testing.T) {
		answer, err := client.GroupsServiceListGroupMembers(groups.NewGroupsServiceListGroupMembersParams().
			WithResourceName(created.ResourceName), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "the group", *answer.Payload.Group, *created)
		equal(t, "its members", answer.Payload.Members, []*iam.HashicorpCloudIamGroupMember{{
			ID:            member.ID,
			Name:          "member",
			PrincipalType: iam.HashicorpCloudIamGroupMemberPrincipalTypeGROUPMEMBERPRINCIPALTYPEUNSPECIFIED.Pointer(),
		}})
	})
	w.step("GroupsService_UpdateGroupMembers", func(t *testing.T) {
		body := groups.GroupsServiceUpdateGroupMembersBody{MemberPrincipalIdsToRemove: []string{member.ID}}
		answer, err := client.GroupsServiceUpdateGroupMembers(groups.NewGroupsServiceUpdateGroupMembersParams().
			WithResourceName(created.ResourceName).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		created.MemberCount = 0
		isNow(t, created)
	})
	w.step("GroupsService_DeleteGroup", func(t *testing.T) {
		answer, err := client.GroupsServiceDeleteGroup(
			groups.NewGroupsServiceDeleteGroupParams().WithResourceName(created.ResourceName), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		_, err = get()
		refused(t, err, 404, 5, "image-builders")
	})
	ok(w.t, services.remove(member))
}
