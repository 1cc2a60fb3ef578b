// An SSH server on a loopback port that serves one file, whatever the requested path, to the one command by which Packer
// copies files: `scp -vf PATH`. It prints its address and serves until it is killed.
package main

import (
	"bufio"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"
)

func main() {
	document, err := os.ReadFile(os.Args[1])
	must(err)
	_, hostKey, err := ed25519.GenerateKey(rand.Reader)
	must(err)
	signer, err := ssh.NewSignerFromKey(hostKey)
	must(err)
	config := &ssh.ServerConfig{PasswordCallback: func(user ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
		if user.User() != "packer" || string(password) != "packer" {
			return nil, errors.New("not the password")
		}
		return nil, nil
	}}
	config.AddHostKey(signer)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	fmt.Printf("listening on port %d\n", listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		must(err)
		go serve(connection, config, document)
	}
}

func serve(connection net.Conn, config *ssh.ServerConfig, document []byte) {
	_, channels, requests, err := ssh.NewServerConn(connection, config)
	if err != nil {
		log.Print(err)
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		if offered.ChannelType() != "session" {
			_ = offered.Reject(ssh.UnknownChannelType, "only sessions")
			continue
		}
		channel, requests, err := offered.Accept()
		if err != nil {
			log.Print(err)
			return
		}
		go session(channel, requests, document)
	}
}

func session(channel ssh.Channel, requests <-chan *ssh.Request, document []byte) {
	defer channel.Close()
	for request := range requests {
		if request.Type != "exec" {
			_ = request.Reply(false, nil)
			continue
		}
		var asked struct{ Command string }
		must(ssh.Unmarshal(request.Payload, &asked))
		_ = request.Reply(true, nil)
		status := uint32(0)
		if !strings.HasPrefix(asked.Command, "scp -vf ") {
			fmt.Fprintf(channel.Stderr(), "%q is not served here\n", asked.Command)
			status = 127
		} else if err := send(channel, document); err != nil {
			log.Print(err)
			status = 1
		}
		_, _ = channel.SendRequest("exit-status", false, ssh.Marshal(struct{ Status uint32 }{status}))
		return
	}
}

// send is the sending half of scp's protocol: the receiver signals when to begin, and acknowledges each message with a zero.
func send(channel ssh.Channel, document []byte) error {
	answers := bufio.NewReader(channel)
	for _, message := range []string{fmt.Sprintf("C0644 %d document\n", len(document)), string(document) + "\x00"} {
		if answer, err := answers.ReadByte(); err != nil || answer != 0 {
			return fmt.Errorf("answered %d: %w", answer, err)
		}
		if _, err := channel.Write([]byte(message)); err != nil {
			return err
		}
	}
	_, err := answers.ReadByte()
	return err
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
