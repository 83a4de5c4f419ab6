-- The first schema: dossiers and their wrapped keys, sealed items and objects, the log, settings, fingerprints.
-- tables + audit audit_head dossier dossier_key fingerprint item item_version object setting store_info store_key
-- triggers + store_info_fixed store_info_kept store_key_fixed
-- triggers + dossier_fixed dossier_kept dossier_key_fixed
-- triggers + item_fixed item_kept item_version_fixed item_version_kept item_version_next
-- triggers + object_fixed object_kept fingerprint_fixed
-- triggers + audit_fixed audit_kept audit_next audit_head_fixed audit_head_kept audit_head_true
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`account` text,
	`session` text,
	`channel` text NOT NULL,
	`stage` text NOT NULL,
	`outcome` text NOT NULL,
	`code` text,
	`rule` text,
	`lifecycle` text,
	`dossier` text,
	`intent` integer,
	`details_epoch` integer,
	`details_sealed` blob,
	`details_commit` blob,
	`prev_hash` blob NOT NULL,
	`hash` blob NOT NULL,
	CONSTRAINT "audit_stage" CHECK("audit"."stage" in ('intent', 'result', 'single'))
);
--> statement-breakpoint
CREATE INDEX `audit_dossier` ON `audit` (`dossier`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` blob NOT NULL,
	`at` text NOT NULL,
	`reason` text NOT NULL,
	`signer` text NOT NULL,
	`signature` blob NOT NULL,
	FOREIGN KEY (`seq`) REFERENCES `audit`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dossier` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`epoch` integer NOT NULL,
	`phase` text NOT NULL,
	`author` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "dossier_phase" CHECK("dossier"."phase" in ('draft', 'active'))
);
--> statement-breakpoint
CREATE TABLE `dossier_key` (
	`dossier` text NOT NULL,
	`epoch` integer NOT NULL,
	`recipient` text NOT NULL,
	`wrap` blob NOT NULL,
	`granter` text NOT NULL,
	`signature` blob NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`dossier`, `epoch`, `recipient`),
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dossier_key_recipient` ON `dossier_key` (`recipient`);--> statement-breakpoint
CREATE TABLE `fingerprint` (
	`purpose` text NOT NULL,
	`mac` blob NOT NULL,
	`epoch` integer NOT NULL,
	`dossier` text NOT NULL,
	`row` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`purpose`, `mac`, `row`),
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `fingerprint_row` ON `fingerprint` (`dossier`,`row`);--> statement-breakpoint
CREATE TABLE `item` (
	`row` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL,
	`noun` text NOT NULL,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_dossier_noun` ON `item` (`dossier`,`noun`);--> statement-breakpoint
CREATE TABLE `item_version` (
	`row` text NOT NULL,
	`version` integer NOT NULL,
	`epoch` integer NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	`size` integer NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`row`, `version`),
	FOREIGN KEY (`row`) REFERENCES `item`(`row`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `object` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL,
	`epoch` integer NOT NULL,
	`suite` integer NOT NULL,
	`size` integer NOT NULL,
	`chunks` integer NOT NULL,
	`root_tag` blob NOT NULL,
	`sealed_key` blob NOT NULL,
	`sealed_meta` blob NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `object_dossier` ON `object` (`dossier`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`epoch` integer NOT NULL,
	`sealed` blob NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `store_info` (
	`id` integer PRIMARY KEY NOT NULL,
	`store` text NOT NULL,
	`mark` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "store_info_one" CHECK("store_info"."id" = 1),
	CONSTRAINT "store_info_mark" CHECK("store_info"."mark" in ('demo', 'real'))
);
--> statement-breakpoint
CREATE TABLE `store_key` (
	`epoch` integer PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`at` text NOT NULL
);
