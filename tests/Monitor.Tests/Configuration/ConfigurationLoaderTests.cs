using System.Collections;
using Monitor.Configuration;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_folder_means_defaults()
    {
        var loaded = _folder.Load();
        loaded.Errors.ShouldBeEmpty();
        loaded.Watches.ShouldBeEmpty();
        loaded.Recipients.ShouldBeEmpty();
        loaded.Effective.ShouldAllBe(value => value.IsDefault && value.Where == "default");
        loaded.Effective.Select(value => value.Key).ShouldBe(OptionsCatalog.Keys.Select(key => key.Path));
    }

    [Fact]
    public void A_folder_that_was_named_must_exist()
    {
        var missing = Path.Combine(_folder.Path, "no");
        ConfigurationLoader.Load(missing, [], new Hashtable(), ConfigFolder.Sources).Errors.ShouldBeEmpty();
        ConfigurationLoader.Load(missing, [], new Hashtable(), ConfigFolder.Sources, named: true).Errors
            .ShouldHaveSingleItem().ToString().ShouldBe($"command line: --config: there is no folder {missing}");
    }

    [Fact]
    public void All_problems_are_reported_at_once_each_at_its_line()
    {
        _folder.With("monitor.yaml", """
            Data:
              Directory:
            Store: fast
            Sourcess:
              PubMed: {Enabled: false}
            Sources:
              PubMed:
                Enabld: true
                Schedule: sometimes
                PageSize: 501
                PageSize: 100
                ApiKeyFile: /no/such/file
                BaseUrl: ftp://example.org
                Overlap: 8
                Timeout: 00:00:10
              FdaRss:
                Feeds: one
            Email:
              Transport: Pigeon
              From: nobody
              Port: [25]
              Security: Tsl
            Http: {Contact: me, Tries: many, MaxItems: 3}
            Polling:
              Enabled: yes
              Tick: 24:00:00
            Admin:
              Token: "a: b"
              Nonsense: 1
            """);
        _folder.Errors().ShouldBe(
        [
            "monitor.yaml:2: Data:Directory: a value is required",
            "monitor.yaml:3: Store: this is a section: its keys are expected below it, indented",
            "monitor.yaml:4: Sourcess: unknown key; did you mean Sources?",
            "monitor.yaml:8: Sources:PubMed:Enabld: unknown key; did you mean Enabled?",
            "monitor.yaml:9: Sources:PubMed:Schedule: " + Monitor.Polling.Schedule.Problem("sometimes"),
            "monitor.yaml:10: Sources:PubMed:PageSize: 501 is out of range: 1 to 500",
            "monitor.yaml:11: PageSize: given twice; the first is in line 10",
            "monitor.yaml:12: Sources:PubMed:ApiKeyFile: there is no file /no/such/file",
            "monitor.yaml:13: Sources:PubMed:BaseUrl: 'ftp://example.org' is not an address that begins with http:// or https://",
            "monitor.yaml:14: Sources:PubMed:Overlap: '8' is not a length of time: write hh:mm:ss or d.hh:mm:ss, as in 8.00:00:00",
            "monitor.yaml:15: Sources:PubMed:Timeout: unknown key; did you mean Http:Timeout?",
            "monitor.yaml:17: Sources:FdaRss:Feeds: a list is expected, one item a line after a hyphen",
            "monitor.yaml:19: Email:Transport: 'Pigeon' is none of Pickup, Smtp",
            "monitor.yaml:20: Email:From: 'nobody' is not a mail address, nor a name with one in angle brackets",
            "monitor.yaml:21: Email:Port: a single value is expected",
            "monitor.yaml:22: Email:Security: 'Tsl' is none of None, StartTls, Tls; did you mean Tls?",
            "monitor.yaml:23: Http:Contact: 'me' is not a mail address",
            "monitor.yaml:23: Http:Tries: 'many' is not a whole number",
            "monitor.yaml:23: Http:MaxItems: unknown key; did you mean Delivery:MaxItems?",
            "monitor.yaml:25: Polling:Enabled: 'yes' is not true or false",
            "monitor.yaml:26: Polling:Tick: '24:00:00' is not a length of time: write hh:mm:ss or d.hh:mm:ss, as in 00:00:15",
            "monitor.yaml:29: Admin:Nonsense: unknown key; known here are Token, TokenFile, FeedToken, FeedTokenFile, TrustedProxies, QueryTimeout, RequestsPerMinute, QueriesPerMinute, TokenGuesses, SlowClientTimeout",
        ]);
    }

    [Fact]
    public void A_signature_takes_three_options_of_which_the_last_names_a_key()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var file = Path.Combine(_folder.With("key.pem", key.ExportPkcs8PrivateKeyPem()).Path, "key.pem");
        var none = Path.Combine(_folder.With("none.pem", "secret words").Path, "none.pem");
        Load("größe.example", "2026-11.mail", file).ShouldBeEmpty();
        Load("demo.example", "mail", none).ShouldBe(["monitor.yaml:5: Email:Dkim:KeyFile: none.pem: no private key in PEM, RSA or Ed25519, that is not encrypted"]);
        Load("demo example", "mail", file).ShouldBe(["monitor.yaml:3: Email:Dkim:Domain: 'demo example' is not the name of a domain"]);
        Load(".example", "mail;", file).Count().ShouldBe(2);
        Load("demo.example", "", file).ShouldBe(["monitor.yaml:3: Email:Dkim:Domain: needs Email:Dkim:Selector too: mails are signed with all three, or not at all"]);

        IEnumerable<string> Load(string domain, string selector, string path) =>
            _folder.With("monitor.yaml", $"Email:\n  Dkim:\n    Domain: {domain}\n    Selector: {selector}\n    KeyFile: {path}\n").Errors();
    }

    [Fact]
    public void A_token_needs_an_account_and_no_password_beside_it()
    {
        var file = Path.GetFullPath(typeof(ConfigurationLoaderTests).Assembly.Location);
        (string, string) host = ("Email:Host", "localhost"), token = ("Email:TokenFile", file), password = ("Email:PasswordFile", file), user = ("Email:User", "monitor");
        Load("Smtp", host, token).ShouldBe(["command line: --Email:TokenFile: needs Email:User, whose token it is"]);
        Load("Smtp", host, token, password, user).ShouldBe(["command line: --Email:TokenFile: stands beside Email:PasswordFile: which of the two is the login?"]);
        Load("Smtp", host, token, user).ShouldBeEmpty();
        Load("Smtp", host, ("Email:Security", "Tls"), ("Email:ProtocolLog", "smtp.log")).ShouldBeEmpty();
        Load("Smtp", ("Email:Host", "mail.example"), token, user).ShouldBe(["command line: --Email:User: the password or token would travel in clear: set Email:Security to StartTls or Tls"]);

        IEnumerable<string> Load(string transport, params (string, string)[] options) =>
            _folder.Load(null, [("Email:Transport", transport), .. options]).Errors.Select(e => e.ToString());
    }

    [Theory]
    [InlineData("Email:Transport", "Smtp", "needs Email:Host")]
    [InlineData("Email:Transport", "1", "'1' is none of")]
    [InlineData("Http:Tries", "0x3", "not a whole number")]
    [InlineData("Http:Tries", "99999999999", "not a whole number")]
    [InlineData("Delivery:PublicUrl", "https://me:secret@example.org/", "must not hold a user name or password")]
    [InlineData("Delivery:PublicUrl", "ftp://me:secret@example.org/", "must not hold a user name or password")]
    [InlineData("Delivery:PublicUrl", "https://example.org/?a=b", "without ? or #")]
    [InlineData("Delivery:PublicUrl", "/monitor", "is not an address")]
    [InlineData("Delivery:PublicUrl", "https://example.org//evil.example/", "between its slashes only")]
    [InlineData("Delivery:PublicUrl", "https://example.org/a;b/", "between its slashes only")]
    [InlineData("Delivery:PublicUrl", "https://example.org/a%2Fb/", "between its slashes only")]
    [InlineData("Sources:PubMed:Spacing", "00:00:00.05", "out of range: 00:00:00.1 to 00:01:00")]
    [InlineData("Sources:PubMed:Overlap", "61.00:00:00", "out of range: 1.00:00:00 to 60.00:00:00")]
    [InlineData("Email:Dkim:Selector", "mail", "needs Email:Dkim:Domain and Email:Dkim:KeyFile too")]
    [InlineData("Email:From", "Monitor <monitor@localhost>\r\nBcc: x@example.org", "is not a mail address")]
    [InlineData("Sources:PubMet:Enabled", "true", "unknown key; did you mean Sources:PubMed?")]
    [InlineData("Sources:PubMed", "true", "this is a section, not a key")]
    [InlineData("Data:Directory:Deep", "x", "unknown key; Data:Directory takes a value")]
    [InlineData("Zzz", "x", "unknown key; known here are Data, Store")]
    [InlineData("Sources:FdaRss:Feeds", "x", "number the items, Sources:FdaRss:Feeds:0")]
    [InlineData("Sources:FdaRss:Feeds:0", "", "an item is empty")]
    public void A_wrong_value_on_the_command_line_is_named(string key, string value, string problem)
    {
        var loaded = _folder.Load(null, (key, value));
        loaded.OptionsAreRight.ShouldBeFalse();
        var error = loaded.Errors.ShouldHaveSingleItem().ToString();
        error.ShouldStartWith($"command line: --{key}: ");
        error.ShouldContain(problem);
        error.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("Http:\n\tTries: 3\n", "monitor.yaml:2: a tab at the beginning of the line")]
    [InlineData("Http:\n  Tries: [3\nData: x\n", "monitor.yaml:2: not readable as YAML from here on")]
    [InlineData("- a\n", "monitor.yaml:1: sections are expected")]
    [InlineData("Data: &a {Directory: x}\nStore: *a\n", "monitor.yaml:2: anchors and aliases are not read")]
    [InlineData("Data: {}\n---\nData: {}\n", "monitor.yaml:2: a second document")]
    [InlineData("? [a, b]\n: c\n", "monitor.yaml:1: a key must be a single word")]
    public void What_is_no_yaml_is_reported_at_its_line(string text, string problem) =>
        _folder.With("monitor.yaml", text).Errors().ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_an_error()
    {
        _folder.With("monitor.yaml/x", "").With("recipients.yaml/x", "").With("watches", "");
        _folder.Errors().Select(error => error[..error.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(["monitor.yaml", "watches", "recipients.yaml"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("Http:\nStore: {}\n")]
    public void Empty_files_and_sections_are_fine(string text) => _folder.With("monitor.yaml", text).Errors().ShouldBeEmpty();

    [Fact]
    public void Deep_nesting_ends_in_an_error() =>
        _folder.With("monitor.yaml", $"Data: {new string('[', 5000)}").Errors().ShouldHaveSingleItem().ShouldContain("more than 20 levels");

    [Fact]
    public void Environment_goes_before_the_file_and_the_command_line_before_both()
    {
        _folder.With("monitor.yaml", "http: {tries: 2, maxmegabytes: 2}\nStore:\n  PayloadDays: 2\nPolling: {Enabled: true}\nSources:FdaRss:Feeds: [a, b, c]\n");
        var environment = new Hashtable { ["HTTP__MAXMEGABYTES"] = "3", ["Store__PayloadDays"] = "3", ["Sources__FdaRss__Feeds__0"] = "only", ["Email"] = "x", ["Other__Key"] = "x", ["HTTP_PROXY"] = "x" };
        var loaded = _folder.Load(environment, ("store:payloaddays", "4"), ("Store:PayloadDays", "5"));
        loaded.Errors.ShouldBeEmpty();
        loaded.Values["Http:Tries"].ShouldBe("2");
        loaded.Values["Http:MaxMegabytes"].ShouldBe("3");
        loaded.Values["Store:PayloadDays"].ShouldBe("5");
        loaded.Values.GetSection("Sources:FdaRss:Feeds").GetChildren().Select(child => child.Value).ShouldBe(["only"]);
        Value(loaded, "Http:Tries").ShouldBe(new EffectiveValue("Http:Tries", "2", false, $"{_folder.Path}/monitor.yaml:1"));
        Value(loaded, "Http:MaxMegabytes").Where.ShouldBe("environment");
        Value(loaded, "Store:PayloadDays").Where.ShouldBe("command line");
        Value(loaded, "Polling:Enabled").ShouldBe(new EffectiveValue("Polling:Enabled", "true", true, $"{_folder.Path}/monitor.yaml:4"));
        Value(loaded, "Sources:FdaRss:Feeds").Value.ShouldBe("only");
    }

    [Fact]
    public void Problems_in_the_environment_name_the_variable()
    {
        var environment = new Hashtable { ["Sources__PubMed__Enabld"] = "true", ["POLLING__TICK"] = "x", ["Http__Tries"] = "2", ["HTTP__Tries"] = "3" };
        _folder.Errors(_folder.Load(environment)).ShouldBe(
        [
            "environment: Http__Tries: given twice; the other is HTTP__Tries",
            "environment: Sources__PubMed__Enabld: unknown key; did you mean Enabled?",
            "environment: POLLING__TICK: 'x' is not a length of time: write hh:mm:ss or d.hh:mm:ss, as in 00:00:15",
        ],
        ignoreOrder: true);
    }

    [Fact]
    public void Secrets_are_masked_and_paths_to_secrets_are_not()
    {
        var file = Path.Combine(_folder.With("token", "s3cret").Path, "token");
        var loaded = _folder.Load(null, ("Admin:Token", "s3cret"), ("Store:ConnectionString", "Password=s3cret"), ("Admin:TokenFile", file));
        loaded.Errors.ShouldBeEmpty();
        Value(loaded, "Admin:Token").ShouldBe(new EffectiveValue("Admin:Token", "***", false, "command line"));
        Value(loaded, "Store:ConnectionString").Value.ShouldBe("***");
        Value(loaded, "Admin:TokenFile").Value.ShouldBe(file);
        loaded.Effective.ShouldAllBe(value => !value.Value.Contains("s3cret"));
        Value(_folder.Load(), "Admin:Token").Value.ShouldBe("");
    }

    [Fact]
    public void An_empty_text_puts_a_key_back_to_its_default()
    {
        _folder.With("monitor.yaml", "Email: {Host: mail.example.org}\n");
        var loaded = _folder.Load(new Hashtable { ["Email__Host"] = "" });
        loaded.Errors.ShouldBeEmpty();
        loaded.Values["Email:Host"].ShouldBeNull();
        Value(loaded, "Email:Host").ShouldBe(new EffectiveValue("Email:Host", "", true, "environment"));
        _folder.Errors(_folder.Load(new Hashtable { ["Http__Tries"] = "" })).ShouldBe(["environment: Http__Tries: a value is required"]);
    }

    private static EffectiveValue Value(LoadedConfiguration loaded, string key) => loaded.Effective.Single(value => value.Key == key);
}
