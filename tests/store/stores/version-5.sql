PRAGMA application_id = 1195530835;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'gongbao-desk','first_tables','2026-11-21 18:37:50.010073+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'gongbao-desk','bounds_and_queue','2026-11-21 18:37:50.014376+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'gongbao-desk','queue_indexes','2026-11-21 18:37:50.015032+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'gongbao-desk','rules_and_people','2026-11-21 18:37:50.015581+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'gongbao-desk','search_order','2026-11-21 18:43:05.074259+00:00');
CREATE TABLE claims (digest TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL,
        payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO "journal" VALUES(1,'2026-11-21T18:37:50.035491+00:00','李','导入','{"heading":"云川市人民政府公报 2026年第1期（总第61期）","kind":"txt","name":"yunchuan-2026-01.txt","pages":2,"parsed":"ffde374ef8860ff0f27d8067a9f60a06f53b3fb855736f02c55890c355fa246c","records":[[1,"84edcb39ee1a5e32614612c98fa2c8fc70bf2cb7637747b299edce9a33b7d81e"],[2,"e3fcd56e85d8606c982a3413bc9a2614e62185666eff268ab59aac5772f66cc5"]],"sha256":"cf02816fad67c1eefc10b13547ade53aa85ed7f99e7243ebe014103d4c72c349","source":1}','0000000000000000000000000000000000000000000000000000000000000000','ef202806533daa39ff51dc176ae2f9b713da3262fc6c03c62860103ce59df320');
INSERT INTO "journal" VALUES(2,'2026-11-21T18:37:50.038233+00:00','李','更正','{"changes":[[1,"field:date",null,{"spans":[],"value":"2026-01-13"}]],"of":null}','ef202806533daa39ff51dc176ae2f9b713da3262fc6c03c62860103ce59df320','b8c4f9bb30ae6e093cf934cb3764c20a4d9bd2dc45ab8af3ac610dc00100a3f6');
INSERT INTO "journal" VALUES(3,'2026-11-21T18:37:50.066715+00:00','李','确认','{"changes":[[1,"field:doc_number",null,{"spans":[],"value":"云政发〔2026〕1号"}]],"of":null}','b8c4f9bb30ae6e093cf934cb3764c20a4d9bd2dc45ab8af3ac610dc00100a3f6','8d07a1caa60af224f2e0e1e6e1a5128c350274dbde3c5b55af03cc931fc12a7d');
INSERT INTO "journal" VALUES(4,'2026-11-21T18:37:50.113929+00:00','李','标注公开属性','{"changes":[[1,"disclosure",null,"主动公开"],[2,"disclosure",null,"主动公开"]],"of":null}','8d07a1caa60af224f2e0e1e6e1a5128c350274dbde3c5b55af03cc931fc12a7d','5bb983f6f0808194c6f61422f6d07f49c6be549c063a43463cc8da3673b1bb96');
INSERT INTO "journal" VALUES(5,'2026-11-21T18:37:50.115516+00:00','李','核准','{"changes":[[1,"status",null,"已核准"]],"of":null}','5bb983f6f0808194c6f61422f6d07f49c6be549c063a43463cc8da3673b1bb96','ba51c7c590fcd446bc3a7f5a6a5d7a38e149e32efa178d42a76b0cd73a754d33');
INSERT INTO "journal" VALUES(6,'2026-11-21T18:37:50.116763+00:00','李','撤销','{"changes":[[1,"status","已核准",null]],"of":5}','ba51c7c590fcd446bc3a7f5a6a5d7a38e149e32efa178d42a76b0cd73a754d33','78e9fe8d1548481b6aec25338b0ee0a2d5f98e11b3de66fccf975812d0d7973f');
INSERT INTO "journal" VALUES(7,'2026-11-21T18:37:50.122752+00:00','李','核准','{"changes":[[2,"status",null,"已核准"]],"of":null}','78e9fe8d1548481b6aec25338b0ee0a2d5f98e11b3de66fccf975812d0d7973f','de8ea9b20acf36649ba6187224f6d72729e9da4048e3a4e4c4a96f43c04d3bf3');
INSERT INTO "journal" VALUES(8,'2026-11-21T18:37:50.129371+00:00','李','批注','{"changes":[[1,"note",null,"核对印发日期"]],"of":null}','de8ea9b20acf36649ba6187224f6d72729e9da4048e3a4e4c4a96f43c04d3bf3','6905b01e3b0a952463f7729915b2bb94d008913ebd554c0514fbf8f4375b2449');
INSERT INTO "journal" VALUES(9,'2026-11-21T18:37:50.137482+00:00','李','标签','{"changes":[[1,"tags",null,["急件"]]],"of":null}','6905b01e3b0a952463f7729915b2bb94d008913ebd554c0514fbf8f4375b2449','f789e0022b1b4a92fa736830b0389e31bbaf00de2521be01d38f5abb225ddc2a');
INSERT INTO "journal" VALUES(10,'2026-11-21T18:37:50.149689+00:00','李','登记人员','{"active":true,"name":"王芳","office":"市政府办公室","roles":[]}','f789e0022b1b4a92fa736830b0389e31bbaf00de2521be01d38f5abb225ddc2a','d4a1aa5eafc177eb8b706eefb16b8a8ee014d12a605dbfbf0d41835fdddba832');
CREATE TABLE parsed_record (record_id INTEGER PRIMARY KEY REFERENCES record(id), data TEXT NOT NULL) STRICT;
INSERT INTO "parsed_record" VALUES(1,'{"anomalies":[{"code":"number-gap","message":"字号不连续。","spans":[[53,64]]}],"evidence":["与目录第 1 条一致"],"fields":{"date":{"candidates":[{"spans":[],"value":"2026-01-13"}],"confidence":0.4,"flagged":true,"printed":"","reason":"","spans":[],"value":"2026-01-12"},"doc_number":{"candidates":[],"confidence":0.6,"flagged":true,"printed":"云政发〔2026〕1号","reason":"括号不规范","spans":[[53,64]],"value":"云政发〔2026〕1号"},"genre":{"candidates":[],"confidence":0.99,"flagged":false,"printed":"","reason":"","spans":[],"value":"通知"},"issuers":{"candidates":[],"confidence":1.0,"flagged":false,"printed":"","reason":"","spans":[],"value":["云川市人民政府","云川市信访局"]},"publicity_mark":{"candidates":[],"confidence":1.0,"flagged":false,"printed":"（此件公开发布）","reason":"","spans":[[75,83]],"value":"此件公开发布"},"repeals":{"candidates":[],"confidence":1.0,"flagged":false,"printed":"","reason":"","spans":[],"value":[{"doc_number":"云政发〔2016〕9号","title":"云川市信访工作暂行规定"}]},"sensitive":{"candidates":[],"confidence":1.0,"flagged":false,"printed":"","reason":"","spans":[],"value":[{"kind":"phone","text":"0830-0000000"}]},"title":{"candidates":[],"confidence":0.98,"flagged":false,"printed":"云川市…","reason":"标题三行","spans":[[30,52]],"value":"云川市人民政府关于印发云川市信访工作规定的通知"}},"lines":[2,5],"pages":[1,2],"span":[30,80],"tables":[{"cells":[["序号","事项"],["1","来访"]],"columns":2,"header_rows":1,"rows":2,"span":[60,70]}]}');
INSERT INTO "parsed_record" VALUES(2,'{"anomalies":[],"evidence":[],"fields":{"appointments":{"candidates":[],"confidence":1.0,"flagged":true,"printed":"","reason":"","spans":[],"value":[{"action":"任命","person":"李青禾","post":"云川市信访局副局长"}]},"normative":{"candidates":[],"confidence":1.0,"flagged":false,"printed":"","reason":"","spans":[],"value":null},"title":{"candidates":[],"confidence":1.0,"flagged":false,"printed":"","reason":"","spans":[[84,104]],"value":"云川市人民政府关于李青禾等任免职务的通知"}},"lines":[6,7],"pages":[2,2],"span":[84,113],"tables":[]}');
CREATE TABLE parsed_source (source_id INTEGER PRIMARY KEY REFERENCES source(id), data TEXT NOT NULL) STRICT;
INSERT INTO "parsed_source" VALUES(1,'{"anomalies":[{"code":"contents","message":"目录少一条。","spans":[]}],"contents":[["关于李青禾等任免职务的通知","人事任免",null,2,84,90]],"issue":{"name":"云川市人民政府公报","number":1,"published_on":"2026-01-30","publisher":"云川市人民政府办公室","spans":[[0,9]],"total_number":61,"year":2026},"kind":"txt","margins":[],"name":"yunchuan-2026-01.txt","notices":["编码按 UTF-8 读取。"],"pages":[[0,62,"1"],[62,113,null]],"sha256":"cf02816fad67c1eefc10b13547ade53aa85ed7f99e7243ebe014103d4c72c349","text":"云川市人民政府公报 2026年第1期（总第61期）\n云川市人民政府关于印发云川市信访工作规定的通知\n云政发〔2026〕1号\n各区县人民政府：\n（此件公开发布）\n云川市人民政府关于李青禾等任免职务的通知\n云政任〔2026〕2号\n"}');
CREATE TABLE person (
    name TEXT PRIMARY KEY, office TEXT NOT NULL, roles TEXT NOT NULL, active INTEGER NOT NULL,
    secret TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "person" VALUES('王芳','市政府办公室','[]',1,'');
CREATE TABLE place (
        source_id INTEGER PRIMARY KEY REFERENCES source(id),
        record_id INTEGER NOT NULL REFERENCES record(id)) STRICT;
INSERT INTO "place" VALUES(1,2);
CREATE TABLE record (
        id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source(id), number INTEGER NOT NULL,
        title TEXT NOT NULL, doc_number TEXT NOT NULL, "column" TEXT NOT NULL, genre TEXT NOT NULL,
        status TEXT NOT NULL, disclosure TEXT, doubts INTEGER NOT NULL, anomalies INTEGER NOT NULL,
        first_page INTEGER, last_page INTEGER, issuers TEXT NOT NULL DEFAULT '', date TEXT NOT NULL DEFAULT '', changed INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '', noted INTEGER NOT NULL DEFAULT 0, codes TEXT NOT NULL DEFAULT '', start INTEGER NOT NULL DEFAULT 0, search TEXT NOT NULL DEFAULT '', title_key TEXT NOT NULL DEFAULT '', UNIQUE (source_id, number)) STRICT;
INSERT INTO "record" VALUES(1,1,1,'云川市人民政府关于印发云川市信访工作规定的通知','云政发〔2026〕1号','','通知','待核','主动公开',0,1,1,2,'云川市人民政府、云川市信访局','2026-01-13',1,'
急件
',1,'
number-gap
',30,'云川市人民政府关于印发云川市信访工作规定的通知
云政发(2026)1号
云川市人民政府、云川市信访局','ÔÆ´¨ÊÐÈËÃñÕþ¸®¹ØÓÚÓ¡·¢ÔÆ´¨ÊÐÐÅ·Ã¹¤×÷¹æ¶¨µÄÍ¨Öª');
INSERT INTO "record" VALUES(2,1,2,'云川市人民政府关于李青禾等任免职务的通知','','','','已核准','主动公开',1,0,2,2,'','',0,'',0,'',84,'云川市人民政府关于李青禾等任免职务的通知

','ÔÆ´¨ÊÐÈËÃñÕþ¸®¹ØÓÚÀîÇàºÌµÈÈÎÃâÖ°ÎñµÄÍ¨Öª');
CREATE TABLE review (
        record_id INTEGER NOT NULL REFERENCES record(id), facet TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (record_id, facet)) STRICT, WITHOUT ROWID;
INSERT INTO "review" VALUES(1,'disclosure','"主动公开"');
INSERT INTO "review" VALUES(1,'field:date','{"spans":[],"value":"2026-01-13"}');
INSERT INTO "review" VALUES(1,'field:doc_number','{"spans":[],"value":"云政发〔2026〕1号"}');
INSERT INTO "review" VALUES(1,'note','"核对印发日期"');
INSERT INTO "review" VALUES(1,'tags','["急件"]');
INSERT INTO "review" VALUES(2,'disclosure','"主动公开"');
INSERT INTO "review" VALUES(2,'status','"已核准"');
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE source (
        id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
        heading TEXT NOT NULL, pages INTEGER NOT NULL, imported_at TEXT NOT NULL) STRICT;
INSERT INTO "source" VALUES(1,'cf02816fad67c1eefc10b13547ade53aa85ed7f99e7243ebe014103d4c72c349','yunchuan-2026-01.txt','txt','云川市人民政府公报 2026年第1期（总第61期）',2,'2026-11-21T18:37:50.035491+00:00');
CREATE TABLE touched (
        record_id INTEGER NOT NULL REFERENCES record(id), entry INTEGER NOT NULL REFERENCES journal(number),
        PRIMARY KEY (record_id, entry)) STRICT, WITHOUT ROWID;
INSERT INTO "touched" VALUES(1,1);
INSERT INTO "touched" VALUES(1,2);
INSERT INTO "touched" VALUES(1,3);
INSERT INTO "touched" VALUES(1,4);
INSERT INTO "touched" VALUES(1,5);
INSERT INTO "touched" VALUES(1,6);
INSERT INTO "touched" VALUES(1,8);
INSERT INTO "touched" VALUES(1,9);
INSERT INTO "touched" VALUES(2,1);
INSERT INTO "touched" VALUES(2,4);
INSERT INTO "touched" VALUES(2,7);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE INDEX record_by_title ON record (title_key, source_id, number) WHERE number > 0;
CREATE INDEX record_by_date ON record (date, source_id, number) WHERE number > 0;
CREATE INDEX record_for_queue ON record (
        source_id, number, search, status, disclosure, doubts, changed, noted, date, title_key) WHERE number > 0;
CREATE INDEX record_by_doubts ON record (doubts DESC, source_id, number) WHERE number > 0;
CREATE INDEX record_for_search ON record (date DESC, source_id, number, status, disclosure, genre, "column", issuers) WHERE number > 0;
COMMIT;
