// A floor control client and server on the library libre, for tests: takes commands on standard input, and prints what
// it receives.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <re.h>

static struct bfcp_conn *conn;
static struct sa server;
static uint32_t conference;
static uint16_t user;
static uint16_t floor_id;

enum { REQUEST_ID = 7 };

static void print_message(const char *how, const struct bfcp_msg *message)
{
	const struct bfcp_attr *group = bfcp_msg_attr(message, BFCP_FLOOR_REQ_INFO);
	const struct bfcp_attr *overall = bfcp_attr_subattr(group, BFCP_OVERALL_REQ_STATUS);
	const struct bfcp_attr *status = bfcp_attr_subattr(overall, BFCP_REQUEST_STATUS);
	const struct bfcp_attr *beneficiary = bfcp_attr_subattr(group, BFCP_BENEFICIARY_INFO);
	const struct bfcp_attr *error = bfcp_msg_attr(message, BFCP_ERROR_CODE);
	re_printf("%s %s", how, bfcp_prim_name(message->prim));
	if (status)
		re_printf(" %u %s", group->v.floorreqid, bfcp_reqstatus_name(status->v.reqstatus.status));
	if (beneficiary)
		re_printf(" %s", beneficiary->v.beneficiaryid == user ? "me" : "other");
	if (error)
		re_printf(" %s", bfcp_errcode_name(error->v.errcode.code));
	re_printf("\n");
	fflush(stdout);
}

static void on_response(int err, const struct bfcp_msg *message, void *arg)
{
	(void)arg;
	if (err)
		re_printf("unanswered\n");
	else
		print_message("response", message);
	fflush(stdout);
}

/* As a server, which grants what it is asked for. */
static void send_status(const struct bfcp_msg *answered, enum bfcp_reqstat status)
{
	uint16_t id = REQUEST_ID;
	struct bfcp_reqstatus reqstatus = {status, 0};
	if (answered)
		bfcp_reply(conn, answered, BFCP_FLOOR_REQUEST_STATUS, 1, BFCP_FLOOR_REQ_INFO, 2, &id,
			   BFCP_OVERALL_REQ_STATUS, 1, &id, BFCP_REQUEST_STATUS, 0, &reqstatus,
			   BFCP_FLOOR_REQ_STATUS, 0, &floor_id);
	else
		bfcp_request(conn, &server, BFCP_VER2, BFCP_FLOOR_REQUEST_STATUS, conference, user,
			     on_response, NULL, 1, BFCP_FLOOR_REQ_INFO, 2, &id,
			     BFCP_OVERALL_REQ_STATUS, 1, &id, BFCP_REQUEST_STATUS, 0, &reqstatus,
			     BFCP_FLOOR_REQ_STATUS, 0, &floor_id);
}

static void on_request(const struct bfcp_msg *message, void *arg)
{
	(void)arg;
	print_message("request", message);
	if (message->prim == BFCP_FLOOR_REQUEST_STATUS)
		bfcp_reply(conn, message, BFCP_FLOOR_REQ_STATUS_ACK, 0);
	else if (message->prim == BFCP_FLOOR_STATUS)
		bfcp_reply(conn, message, BFCP_FLOOR_STATUS_ACK, 0);
	else if (message->prim == BFCP_GOODBYE)
		bfcp_reply(conn, message, BFCP_GOODBYE_ACK, 0);
	else if (message->prim == BFCP_HELLO)
		bfcp_reply(conn, message, BFCP_HELLO_ACK, 0);
	else if (message->prim == BFCP_FLOOR_QUERY)
		bfcp_reply(conn, message, BFCP_FLOOR_STATUS, 1, BFCP_FLOOR_ID, 0, &floor_id);
	else if (message->prim == BFCP_FLOOR_REQUEST)
		send_status(message, BFCP_GRANTED);
	else if (message->prim == BFCP_FLOOR_RELEASE)
		send_status(message, BFCP_RELEASED);
}

static void send_request(enum bfcp_prim primitive, int attribute, uint16_t id)
{
	bfcp_request(conn, &server, BFCP_VER2, primitive, conference, user, on_response, NULL,
		     attribute ? 1 : 0, attribute | BFCP_MANDATORY, 0, &id);
}

static void on_command(int flags, void *arg)
{
	char line[64];
	ssize_t length = read(STDIN_FILENO, line, sizeof(line) - 1);
	(void)flags;
	(void)arg;
	if (length <= 0) {
		re_cancel();
		return;
	}
	line[length] = '\0';
	if (!strncmp(line, "hello", 5))
		send_request(BFCP_HELLO, 0, 0);
	else if (!strncmp(line, "query", 5))
		send_request(BFCP_FLOOR_QUERY, BFCP_FLOOR_ID, floor_id);
	else if (!strncmp(line, "request", 7))
		send_request(BFCP_FLOOR_REQUEST, BFCP_FLOOR_ID, floor_id);
	else if (!strncmp(line, "release ", 8))
		send_request(BFCP_FLOOR_RELEASE, BFCP_FLOOR_REQUEST_ID, atoi(line + 8));
	else if (!strncmp(line, "chair ", 6))
		send_request(BFCP_CHAIR_ACTION, BFCP_FLOOR_REQUEST_ID, atoi(line + 6));
	else if (!strncmp(line, "revoke", 6))
		send_status(NULL, BFCP_REVOKED);
	else if (!strncmp(line, "goodbye", 7))
		send_request(BFCP_GOODBYE, 0, 0);
}

/* port of the other end on the loopback, conference id, user id, floor id */
int main(int argc, char *argv[])
{
	struct sa local;
	if (argc != 5 || libre_init())
		return 1;
	sa_set_str(&server, "127.0.0.1", (uint16_t)atoi(argv[1]));
	sa_set_str(&local, "127.0.0.1", 0);
	conference = strtoul(argv[2], NULL, 10);
	user = (uint16_t)atoi(argv[3]);
	floor_id = (uint16_t)atoi(argv[4]);
	if (bfcp_listen(&conn, BFCP_UDP, &local, NULL, on_request, NULL))
		return 2;
	re_printf("port %u\n", sa_port(&local));
	fflush(stdout);
	if (fd_listen(STDIN_FILENO, FD_READ, on_command, NULL))
		return 3;
	re_main(NULL);
	return 0;
}
