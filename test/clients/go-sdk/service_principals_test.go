package walk

import (
	"testing"

	"github.com/go-openapi/runtime"
	service "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/service_principals_service"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/models"
	"github.com/hashicorp/hcp-sdk-go/config"
)

type (
	servicePrincipal    = iam.HashicorpCloudIamServicePrincipal
	servicePrincipalKey = iam.HashicorpCloudIamServicePrincipalKey
)

// A spelling is one of the four ways in which paths name the owner of a service principal. Each has its own operations, and
// their responses are alike.
type spelling struct {
	// The parts of its operations' names between verb and noun, and at the end.
	scope, twin string
	home        string
	project     string

	create    func(name string) (*servicePrincipal, error)
	list      func() ([]*servicePrincipal, error)
	get       func(of *servicePrincipal) (*servicePrincipal, []*servicePrincipalKey, error)
	remove    func(of *servicePrincipal) error
	createKey func(of *servicePrincipal) (*servicePrincipalKey, string, error)
	removeKey func(of *servicePrincipalKey) error
}

func (w *walk) servicePrincipals(transport runtime.ClientTransport) {
	client := service.New(transport, nil)
	for _, spelling := range []spelling{
		projectByName(w, client), organizationByName(w, client), projectByID(w, client), organizationByID(w, client),
	} {
		w.servicePrincipal(spelling)
	}
}

func (w *walk) servicePrincipal(s spelling) {
	var created *servicePrincipal
	var key *servicePrincipalKey
	var before []*servicePrincipal
	step := func(verb, noun string, walked func(t *testing.T)) {
		w.step("ServicePrincipalsService_"+verb+s.scope+noun+s.twin, walked)
	}

	step("List", "ServicePrincipals", func(t *testing.T) {
		found, err := s.list()
		ok(t, err)
		before = found
	})
	step("Create", "ServicePrincipal", func(t *testing.T) {
		answered, err := s.create("walker")
		ok(t, err)
		created = answered
		isULID(t, "its id", created.ID)
		isRecent(t, "its creation", created.CreatedAt)
		equal(t, "the service principal", *created, servicePrincipal{
			CreatedAt:      created.CreatedAt,
			ID:             created.ID,
			ManagedBy:      pointer(""),
			Name:           "walker",
			OrganizationID: w.org,
			ProjectID:      s.project,
			ResourceName:   "iam/" + s.home + "/service-principal/walker",
		})
	})
	step("Create", "ServicePrincipal"+s.twin+"/refuses a second one of a name", func(t *testing.T) {
		_, err := s.create("walker")
		refused(t, err, 409, 6, "walker")
	})
	step("List", "ServicePrincipals"+s.twin+"/tells of the new one after the others", func(t *testing.T) {
		found, err := s.list()
		ok(t, err)
		equal(t, "the service principals", found, append(before, created))
	})
	step("Create", "ServicePrincipalKey", func(t *testing.T) {
		answered, secret, err := s.createKey(created)
		ok(t, err)
		key = answered
		isRecent(t, "its creation", key.CreatedAt)
		equal(t, "the key", *key, servicePrincipalKey{
			ClientID:     key.ClientID,
			CreatedAt:    key.CreatedAt,
			ResourceName: created.ResourceName + "/key/" + key.ClientID,
			State:        iam.HashicorpCloudIamServicePrincipalKeyStateACTIVE.Pointer(),
		})
		withKey, err := config.NewHCPConfig(
			config.FromEnv(), config.WithoutBrowserLogin(), config.WithClientCredentials(key.ClientID, secret))
		ok(t, err)
		token, err := withKey.Token()
		ok(t, err)
		equal(t, "what the key is given", token.Type(), "Bearer")
	})
	step("Get", "ServicePrincipal", func(t *testing.T) {
		found, keys, err := s.get(created)
		ok(t, err)
		equal(t, "the service principal", *found, *created)
		equal(t, "its keys", keys, []*servicePrincipalKey{key})
	})
	step("Delete", "ServicePrincipalKey", func(t *testing.T) {
		ok(t, s.removeKey(key))
		_, keys, err := s.get(created)
		ok(t, err)
		equal(t, "the number of keys", len(keys), 0)
		refused(t, s.removeKey(key), 404, 5, key.ClientID)
	})
	step("Delete", "ServicePrincipal", func(t *testing.T) {
		ok(t, s.remove(created))
		_, _, err := s.get(created)
		refused(t, err, 404, 5, "service principal")
		found, err := s.list()
		ok(t, err)
		equal(t, "the service principals", found, before)
	})
}
